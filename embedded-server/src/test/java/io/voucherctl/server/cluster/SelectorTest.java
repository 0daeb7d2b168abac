package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
  private static final ObjectNode POD =
      Json.parseObject(
          """
          {"metadata":{"name":"gw-1","namespace":"prod","labels":{"app":"gw","tier":"edge"}},
           "spec":{"nodeName":"local"},"status":{"phase":"Running"}}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static final ResourceType PODS = ResourceTable.find("", "v1", "pods").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "app=gw",
        "app==gw",
        "app = gw , tier=edge",
        "app!=api",
        "zone!=x",
        "app in (gw,api)",
        "app in ( gw )",
        "app notin (api, web)",
        "zone notin (x)",
        "app",
        "!zone",
        "! zone",
        "app,tier in (edge,core),!zone"
      })
  void selectsByLabel(String selector) {
    assertThat(LabelSelector.parse(selector).test(POD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app=api",
        "app=",
        "zone=",
        "app!=gw",
        "app in (api)",
        "zone in (x)",
        "app notin (gw)",
        "zone",
        "!app",
        "app=gw,zone"
      })
  void leavesOutByLabel(String selector) {
    assertThat(LabelSelector.parse(selector).test(POD)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "a=b=c", "a in", "a in (b", "a b", ",", "a>1", "a=b,,c", "a in b)"})
  void refusesABrokenLabelSelector(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOfSatisfying(StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "metadata.name=gw-1",
        "metadata.namespace==prod,status.phase=Running",
        "spec.nodeName!=",
        "status.phase!=Failed",
        "status.podIP="
      })
  void selectsByField(String selector) {
    assertThat(FieldSelector.parse(PODS, selector).test(POD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata.name=gw", "spec.nodeName=", "status.phase!=Running"})
  void leavesOutByField(String selector) {
    assertThat(FieldSelector.parse(PODS, selector).test(POD)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reason=x", "spec.foo=1", "metadata.name", "=", "metadata.name=a=b"})
  void refusesAFieldThatIsNotOffered(String selector) {
    assertThatThrownBy(() -> FieldSelector.parse(PODS, selector))
        .isInstanceOfSatisfying(StatusException.class, e -> assertThat(e.code()).isEqualTo(400));
  }

  @Test
  void offersTheFieldsOfEachResource() {
    ResourceType events = ResourceTable.find("", "v1", "events").orElseThrow();
    ObjectNode event = Json.object().put("reason", "BackOff");
    event.putObject("involvedObject").put("kind", "Pod").put("name", "gw-1");
    assertThat(
            FieldSelector.parse(events, "involvedObject.name=gw-1,reason=BackOff,type=")
                .test(event))
        .isTrue();
  }
}
