package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents are written with single quotes; expectations compare as JSON. */
class PatchTest {
  private static final ResourceType DEPLOYMENTS =
      ResourceTable.find("apps", "v1", "deployments").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':'b'} | {'a':'c'} | {'a':'c'}",
        "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
        "{'a':'b'} | {'a':null} | {}",
        "{'a':['b']} | {'a':'c'} | {'a':'c'}",
        "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
        "{'e':1} | {'a':1} | {'e':1,'a':1}",
        "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
      })
  void mergesAsInTheRfc(String target, String patch, String expected) {
    assertThat(MergePatch.apply(object(target), object(patch))).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':1} | [{'op':'add','path':'/b','value':2}] | {'a':1,'b':2}",
        "{'a':1} | [{'op':'add','path':'/a','value':null}] | {'a':null}",
        "{'l':[1,3]} | [{'op':'add','path':'/l/1','value':2}] | {'l':[1,2,3]}",
        "{'l':[1]} | [{'op':'add','path':'/l/-','value':[2]}] | {'l':[1,[2]]}",
        "{'l':[1]} | [{'op':'add','path':'/l/1','value':2}] | {'l':[1,2]}",
        "{'a':1,'b':2} | [{'op':'remove','path':'/a'}] | {'b':2}",
        "{'l':[1,2,3]} | [{'op':'remove','path':'/l/1'}] | {'l':[1,3]}",
        "{'l':[1,2]} | [{'op':'replace','path':'/l/0','value':9}] | {'l':[9,2]}",
        "{'a':{'x':1},'b':{}} | [{'op':'move','from':'/a/x','path':'/b/y'}] | {'a':{},'b':{'y':1}}",
        "{'l':[1,2,3]} | [{'op':'move','from':'/l/0','path':'/l/2'}] | {'l':[2,3,1]}",
        "{'a':[1]} | [{'op':'copy','from':'/a','path':'/b'}] | {'a':[1],'b':[1]}",
        "{'a':1} | [{'op':'test','path':'/a','value':1.0}] | {'a':1}",
        "{'a/b':{'m~n':1}} | [{'op':'replace','path':'/a~1b/m~0n','value':2}] | {'a/b':{'m~n':2}}",
        "{'a':1} | [{'op':'replace','path':'','value':{'b':1}}] | {'b':1}",
        "{'':1} | [{'op':'remove','path':'/'}] | {}",
      })
  void appliesOperations(String target, String patch, String expected) {
    assertThat(JsonPatch.apply(object(target), list(patch))).isEqualTo(json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "422 | [{'op':'test','path':'/a','value':2}]",
        "422 | [{'op':'test','path':'/a','value':'1'}]",
        "422 | [{'op':'remove','path':'/x'}]",
        "422 | [{'op':'replace','path':'/x','value':1}]",
        "422 | [{'op':'add','path':'/x/y','value':1}]",
        "422 | [{'op':'add','path':'/l/3','value':1}]",
        "422 | [{'op':'add','path':'/l/01','value':1}]",
        "422 | [{'op':'replace','path':'/l/-','value':1}]",
        "422 | [{'op':'remove','path':'/l/2'}]",
        "422 | [{'op':'move','from':'/o','path':'/o/x'}]",
        "422 | [{'op':'replace','path':'','value':[1]}]",
        "422 | [{'op':'remove','path':''}]",
        "422 | [{'op':'add','path':'/a/b','value':1}]",
        "400 | [{'op':'grow','path':'/a','value':1}]",
        "400 | [{'op':'add','path':'/a'}]",
        "400 | [{'op':'add','path':'a','value':1}]",
        "400 | [{'op':'add','value':1}]",
        "400 | [{'op':'copy','path':'/a'}]",
        "400 | [7]",
      })
  void refusesOperationsThatDoNotFit(int code, String patch) {
    ObjectNode target = object("{'a':1,'l':[1,2],'o':{}}");
    assertRefused(code, () -> JsonPatch.apply(target, list(patch)));
  }

  @Test
  void boundsWhatAPatchMayCopyAndNest() {
    ArrayNode doubling = Json.array();
    for (int length = 1; length <= Json.MAX_DEPTH; length *= 2) {
      doubling.addObject().put("op", "copy").put("from", "/d").put("path", "/d".repeat(length + 1));
    }
    assertRefused(422, () -> JsonPatch.apply(object("{'d':{}}"), doubling));
    ArrayNode growing = Json.array();
    for (int i = 0; i < 5_000; i++) {
      growing.addObject().put("op", "copy").put("from", "/t").put("path", "/l/-");
    }
    ObjectNode target = object("{'l':[]}").put("t", "x".repeat(1_000));
    assertRefused(413, () -> JsonPatch.apply(target, growing));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}]},{'name':'b'}]}"
            + "| {'containers':[{'name':'a','image':'2','env':[{'name':'Y','value':'2'}]}]}"
            + "| {'containers':[{'name':'a','image':'2','env':[{'name':'X','value':'1'},"
            + "{'name':'Y','value':'2'}]},{'name':'b'}]}",
        "{'containers':[{'name':'a'},{'name':'b'}]}"
            + "| {'containers':[{'name':'a','$patch':'delete'}]} | {'containers':[{'name':'b'}]}",
        "{'containers':[{'name':'a'}]}| {'containers':[{'$patch':'replace'},{'name':'c'}]} |"
            + " {'containers':[{'name':'c'}]}",
        "{'ports':[{'containerPort':80,'name':'x'}]}"
            + "| {'ports':[{'containerPort':80,'name':'y'},{'containerPort':81}]}"
            + "| {'ports':[{'containerPort':80,'name':'y'},{'containerPort':81}]}",
        "{'conditions':[{'type':'Ready','status':'True'},{'type':'Other'}]}"
            + "| {'conditions':[{'type':'Ready','status':'False'}]}"
            + "| {'conditions':[{'type':'Ready','status':'False'},{'type':'Other'}]}",
        "{'args':['a','b']} | {'args':['c']} | {'args':['c']}",
        "{'finalizers':['a']} | {'finalizers':['b','a']} | {'finalizers':['a','b']}",
        "{'finalizers':['a','b']} | {'$deleteFromPrimitiveList/finalizers':['a']}"
            + "| {'finalizers':['b']}",
        "{'strategy':{'type':'RollingUpdate','rollingUpdate':{}}}"
            + "| {'strategy':{'$retainKeys':['type'],'type':'Recreate'}}"
            + "| {'strategy':{'type':'Recreate'}}",
        "{'labels':{'a':'1'}} | {'labels':{'$patch':'replace','b':'2'}} | {'labels':{'b':'2'}}",
        "{'labels':{'a':'1','b':'2'}} | {'labels':{'a':null}} | {'labels':{'b':'2'}}",
        "{'volumes':[{'name':'a'},{'name':'b'}]}"
            + "| {'$setElementOrder/volumes':[{'name':'c'},{'name':'b'}],'volumes':[{'name':'c'}]}"
            + "| {'volumes':[{'name':'c'},{'name':'b'},{'name':'a'}]}",
      })
  void mergesStrategically(String target, String patch, String expected) {
    assertThat(StrategicPatch.apply(DEPLOYMENTS, object(target), object(patch)))
        .isEqualTo(json(expected));
  }

  @Test
  void mergesServicePortsByPort() {
    ResourceType services = ResourceTable.find("", "v1", "services").orElseThrow();
    assertThat(
            StrategicPatch.apply(
                services,
                object("{'ports':[{'port':80,'targetPort':1}]}"),
                object("{'ports':[{'port':80,'targetPort':2}]}")))
        .isEqualTo(json("{'ports':[{'port':80,'targetPort':2}]}"));
  }

  @Test
  void refusesAnElementWithoutItsMergeKey() {
    assertRefused(
        400,
        () ->
            StrategicPatch.apply(
                DEPLOYMENTS, object("{}"), object("{'containers':[{'image':'x'}]}")));
  }

  private static void assertRefused(int code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(StatusException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  private static ArrayNode list(String text) {
    return (ArrayNode) json(text);
  }
}
