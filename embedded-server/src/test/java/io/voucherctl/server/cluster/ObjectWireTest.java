package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.RunningCluster.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectWireTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String SECRETS = "/api/v1/namespaces/default/secrets";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
  private static final String POD =
      "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'main','image':'a'}]}}";
  private static final String DEPLOYMENT =
      "{'metadata':{'name':'d'},'spec':{'selector':{'matchLabels':{'app':'d'}},'template':"
          + "{'metadata':{'labels':{'app':'d'}},'spec':{'containers':[{'name':'main'}]}}}}";

  private RunningCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new RunningCluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void letsNobodyInWithoutTheToken() throws Exception {
    for (String header : new String[] {"", "Bearer ", "Bearer let-me-i", "Basic let-me-in"}) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(cluster.endpoint.uri() + "/nowhere"));
      if (!header.isEmpty()) {
        request.header("authorization", header);
      }
      var response = cluster.text(request.build());
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body())
          .isEqualTo(
              "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                  + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"details\":{},"
                  + "\"code\":401}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/healthz"})
  void saysThatItLivesToAnybody(String path) throws Exception {
    URI uri = URI.create(cluster.endpoint.uri() + path);
    assertThat(cluster.text(HttpRequest.newBuilder(uri).build()).body()).isEqualTo("ok");
  }

  @Test
  void saysWhatItServes() throws Exception {
    assertThat(cluster.get("/api").json().path("versions")).hasToString("[\"v1\"]");
    assertThat(cluster.get("/apis").json().at("/groups/0/preferredVersion/groupVersion"))
        .hasToString("\"apps/v1\"");
    assertThat(cluster.get("/apis/apps").json().path("kind")).hasToString("\"APIGroup\"");
    assertThat(cluster.get("/api/v1").json().path("resources").findValuesAsText("name"))
        .contains("pods", "pods/log", "pods/status", "configmaps", "namespaces")
        .doesNotContain("deployments");
    assertThat(cluster.get("/apis/apps/v1").json().path("groupVersion").asText())
        .isEqualTo("apps/v1");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/nodes, 404, NotFound",
    "GET, /apis/batch/v1/jobs, 404, NotFound",
    "GET, /api/v1/namespaces/default/pods/p/exec, 404, NotFound",
    "POST, /api/v1/pods, 405, MethodNotAllowed",
    "DELETE, /api/v1/configmaps, 405, MethodNotAllowed",
    "GET, /api/v1/namespaces/default/pods/none, 404, NotFound",
    "GET, /api/v1/namespaces/default/pods/%ff, 400, BadRequest",
    "GET, /api/v1/pods?limit=x, 400, BadRequest",
    "GET, /api/v1/pods?watch=perhaps, 400, BadRequest",
    "GET, /api/v1/pods?continue=x, 400, BadRequest",
    "GET, /api/v1/pods?labelSelector=%3D, 400, BadRequest",
    "GET, /api/v1/pods?fieldSelector=spec.x%3D1, 400, BadRequest",
    "GET, /api/v1/pods?resourceVersion=999, 504, Timeout",
  })
  void refusesWithAStatus(String method, String path, int code, String reason) throws Exception {
    Answer answer = cluster.send(method, path, "", "");
    assertThat(answer.status()).isEqualTo(code);
    assertThat(answer.json().path("kind").asText()).isEqualTo("Status");
    assertThat(answer.json().path("code").asInt()).isEqualTo(code);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'metadata':{'name':'a'},'data':{'k':1}} | 422 | data[k]",
        "{'metadata':{'name':'a'},'data':{'k k':'v'}} | 422 | data[k k]",
        "{'metadata':{'name':'a'},'data':['v']} | 422 | data",
        "{'metadata':{'name':'a'},'binaryData':{'k':'?'}} | 422 | binaryData[k]",
        "{'metadata':{'name':'A_b'}} | 422 | metadata.name",
        "{'metadata':{'name':'-a'}} | 422 | metadata.name",
        "{'metadata':{'name':7}} | 422 | metadata.name",
        "{'metadata':{}} | 422 | metadata.name",
        "{'metadata':{'name':'a','labels':{'k':'v v'}}} | 422 | metadata.labels.k",
        "{'metadata':{'name':'a','labels':{'k/':'v'}}} | 422 | metadata.labels",
        "{'metadata':{'name':'a','annotations':{'k':1}}} | 422 | metadata.annotations.k",
        "{'metadata':{'name':'a','namespace':'other'}} | 400 |",
        "{'metadata':{'name':'a','resourceVersion':'1'}} | 400 |",
        "{'metadata':'a'} | 400 |",
        "{'apiVersion':'v2','metadata':{'name':'a'}} | 400 |",
        "{'kind':'Secret','metadata':{'name':'a'}} | 400 |",
        "{'metadata':{'name':'a'} | 400 |",
        "{'metadata':{'name':'a'}} x | 400 |",
        "{'metadata':{'name':'a'},'n':1e999} | 400 |",
        "[] | 400 |",
        "`` | 400 |",
      })
  void refusesABadConfigMap(String body, int code, String field) throws Exception {
    Answer answer = cluster.post(MAPS, body == null ? "" : body);
    assertThat(answer.status()).isEqualTo(code);
    assertThat(answer.json().at("/details/causes/0/field").asText(null)).isEqualTo(field);
    assertThat(cluster.store.list("configmaps", null).items()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeep() throws Exception {
    String large = "x".repeat((1 << 20) + 1);
    Answer values = cluster.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'" + large + "'}}");
    assertThat(values.status()).isEqualTo(422);
    assertThat(values.message()).contains("Too long");
    Answer object = cluster.post(MAPS, "{'metadata':{'name':'a'},'x':'" + large + large + "'}");
    assertThat(object.status()).isEqualTo(413);
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    assertThat(cluster.post(MAPS, deep).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/vnd.kubernetes.protobuf", "application/yaml", "text/plain"})
  void refusesBodiesThatAreNotJson(String type) throws Exception {
    Answer answer = cluster.send("POST", MAPS, type, "{'metadata':{'name':'a'}}");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.reason()).isEqualTo("UnsupportedMediaType");
    assertThat(answer.message()).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/apply-patch+yaml", "application/json", ""})
  void refusesPatchesItDoesNotKnow(String type) throws Exception {
    cluster.post(MAPS, "{'metadata':{'name':'a'}}");
    Answer answer = cluster.send("PATCH", MAPS + "/a", type, "{}");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.message()).contains("application/merge-patch+json");
  }

  @Test
  void refusesToCreateInANamespaceThatIsNotThere() throws Exception {
    Answer answer = cluster.post("/api/v1/namespaces/none/configmaps", "{'metadata':{'name':'a'}}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("namespaces \"none\" not found");
    cluster.post("/api/v1/namespaces", "{'metadata':{'name':'none'}}");
    assertThat(
            cluster
                .post("/api/v1/namespaces/none/configmaps", "{'metadata':{'name':'a'}}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void generatesNames() throws Exception {
    String body = "{'metadata':{'generateName':'run-'}}";
    String one = ObjectMeta.name(cluster.post(MAPS, body).json());
    String other = ObjectMeta.name(cluster.post(MAPS, body).json());
    assertThat(Stream.of(one, other)).doesNotHaveDuplicates().allMatch(n -> n.matches("run-.{5}"));
  }

  @Test
  void foldsStringDataOfASecret() throws Exception {
    ObjectNode secret =
        cluster
            .post(SECRETS, "{'metadata':{'name':'s'},'data':{'a':'QQ=='},'stringData':{'b':'B'}}")
            .json();
    assertThat(secret.path("data")).hasToString("{\"a\":\"QQ==\",\"b\":\"Qg==\"}");
    assertThat(secret.has("stringData")).isFalse();
    assertThat(secret.path("type").asText()).isEqualTo("Opaque");
    assertThat(cluster.merge(SECRETS + "/s", "{'data':{'a':'?'}}").status()).isEqualTo(422);
    assertThat(cluster.merge(SECRETS + "/s", "{'type':'other'}").status()).isEqualTo(422);
  }

  @Test
  void refusesUpdatesOfAStaleRevisionOrAnotherObject() throws Exception {
    String first = cluster.post(MAPS, "{'metadata':{'name':'a'}}").json().toString();
    assertThat(cluster.put(MAPS + "/a", "{'metadata':{'name':'a'},'data':{'k':'1'}}").status())
        .isEqualTo(200);
    assertThat(cluster.put(MAPS + "/a", first).reason()).isEqualTo("Conflict");
    assertThat(cluster.put(MAPS + "/a", "{'metadata':{'name':'b'}}").status()).isEqualTo(400);
    assertThat(cluster.put(MAPS + "/b", "{'metadata':{'name':'b'}}").status()).isEqualTo(404);
    assertThat(cluster.merge(MAPS + "/a", "{'metadata':{'resourceVersion':'1'}}").status())
        .isEqualTo(409);
    assertThat(cluster.merge(MAPS + "/a", "{'metadata':{'uid':'x'}}").reason())
        .isEqualTo("Conflict");
    assertThat(cluster.merge(MAPS + "/a", "{'metadata':{'name':'x'}}").status()).isEqualTo(400);
  }

  @Test
  void keepsWhatOnlyTheClusterSets() throws Exception {
    ObjectNode created =
        cluster
            .post(
                MAPS,
                "{'metadata':{'name':'a','uid':'mine','deletionTimestamp':'2020-01-01T00:00:00Z',"
                    + "'creationTimestamp':null}}")
            .json();
    assertThat(ObjectMeta.uid(created)).isNotEqualTo("mine");
    assertThat(ObjectMeta.isBeingDeleted(created)).isFalse();
    ObjectNode patched =
        cluster
            .merge(
                MAPS + "/a",
                "{'metadata':{'creationTimestamp':'2020-01-01T00:00:00Z','generation':9,"
                    + "'deletionTimestamp':'2020-01-01T00:00:00Z'}}")
            .json();
    assertThat(patched).isEqualTo(created);
  }

  @Test
  void dryRunsPersistNothing() throws Exception {
    Answer created = cluster.post(MAPS + "?dryRun=All", "{'metadata':{'name':'a'}}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(cluster.get(MAPS + "/a").status()).isEqualTo(404);
    cluster.post(MAPS, "{'metadata':{'name':'a'}}");
    long revision = cluster.store.revision();
    assertThat(cluster.merge(MAPS + "/a?dryRun=All", "{'data':{'k':'v'}}").json().path("data"))
        .hasToString("{\"k\":\"v\"}");
    assertThat(cluster.delete(MAPS + "/a?dryRun=All", "").status()).isEqualTo(200);
    assertThat(cluster.delete(MAPS + "/a", "{'dryRun':['All']}").status()).isEqualTo(200);
    assertThat(cluster.store.revision()).isEqualTo(revision);
    assertThat(cluster.post(MAPS + "?dryRun=some", "{'metadata':{'name':'b'}}").status())
        .isEqualTo(400);
  }

  @Test
  void keepsStatusAndSpecApart() throws Exception {
    ObjectNode created =
        cluster
            .post(
                DEPLOYMENTS,
                DEPLOYMENT.replace("'spec':{'sel", "'status':{'replicas':9},'spec':{'sel"))
            .json();
    assertThat(created.has("status")).isFalse();
    assertThat(created.at("/spec/replicas").asInt()).isEqualTo(1);
    String path = DEPLOYMENTS + "/d";
    assertThat(cluster.merge(path, "{'status':{'replicas':2}}").json().has("status")).isFalse();
    ObjectNode status =
        cluster
            .merge(
                path + "/status",
                "{'metadata':{'labels':{'a':'b'}},'spec':{'replicas':7},'status':{'replicas':2}}")
            .json();
    assertThat(status.at("/status/replicas").asInt()).isEqualTo(2);
    assertThat(status.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(status.at("/metadata/labels").isMissingNode()).isTrue();
    assertThat(cluster.merge(path, "{'spec':{'replicas':3}}").json().at("/status/replicas").asInt())
        .isEqualTo(2);
  }

  @Test
  void scalesReplicasAndNothingElse() throws Exception {
    cluster.post(DEPLOYMENTS, DEPLOYMENT);
    String path = DEPLOYMENTS + "/d/scale";
    ObjectNode scale = cluster.get(path).json();
    assertThat(scale.path("kind").asText() + " " + scale.path("apiVersion").asText())
        .isEqualTo("Scale autoscaling/v1");
    assertThat(cluster.merge(path, "{'spec':{'replicas':4}}").json().at("/spec/replicas").asInt())
        .isEqualTo(4);
    assertThat(
            cluster
                .send(
                    "PATCH",
                    path,
                    MediaTypes.JSON_PATCH,
                    "[{'op':'replace','path':'/spec/replicas','value':5}]")
                .json()
                .at("/spec/replicas")
                .asInt())
        .isEqualTo(5);
    assertThat(cluster.put(path, scale.toString()).reason()).isEqualTo("Conflict");
    assertThat(cluster.merge(path, "{'spec':{'replicas':-1}}").status()).isEqualTo(422);
    assertThat(cluster.merge(path, "{'spec':{'replicas':'2'}}").status()).isEqualTo(422);
    ObjectNode deployment = cluster.get(DEPLOYMENTS + "/d").json();
    assertThat(deployment.path("kind").asText()).isEqualTo("Deployment");
    assertThat(deployment.at("/metadata/generation").asInt()).isEqualTo(3);
  }

  @Test
  void keepsWhatMayNotChange() throws Exception {
    cluster.post(DEPLOYMENTS, DEPLOYMENT);
    cluster.post(PODS, POD);
    Answer selector =
        cluster.merge(
            DEPLOYMENTS + "/d",
            "{'spec':{'selector':{'matchLabels':{'app':'e'}},"
                + "'template':{'metadata':{'labels':{'app':'e'}}}}}");
    assertThat(selector.message()).contains("spec.selector: Forbidden: field is immutable");
    assertThat(cluster.merge(PODS + "/p", "{'spec':{'nodeName':'x'}}").status()).isEqualTo(422);
    assertThat(
            cluster
                .send(
                    "PATCH",
                    PODS + "/p",
                    MediaTypes.STRATEGIC_PATCH,
                    "{'spec':{'containers':[{'name':'main','image':'b'}]}}")
                .json()
                .at("/spec/containers/0/image")
                .asText())
        .isEqualTo("b");
    cluster.post(MAPS, "{'metadata':{'name':'a'},'immutable':true,'data':{'k':'v'}}");
    assertThat(cluster.merge(MAPS + "/a", "{'data':{'k':'w'}}").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'metadata':{'name':'p'}}",
        "{'metadata':{'name':'p'},'spec':{'containers':[{}]}}",
        "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'a'},{'name':'a'}]}}",
        "{'metadata':{'name':'p'},'spec':{'containers':{'a':{'name':'a'}}}}",
        "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'A'}]}}",
        "{'metadata':{'name':'p'},'spec':{'containers':['a']}}",
      })
  void refusesABadPod(String body) throws Exception {
    assertThat(cluster.post(PODS, body).status()).isEqualTo(422);
  }

  @Test
  void refusesADeploymentWhoseSelectorMissesItsPods() throws Exception {
    assertThat(
            cluster.post(DEPLOYMENTS, DEPLOYMENT.replaceFirst("'app':'d'", "'app':'x'")).status())
        .isEqualTo(422);
    assertThat(cluster.post(DEPLOYMENTS, "{'metadata':{'name':'d'},'spec':[]}").status())
        .isEqualTo(400);
  }

  @Test
  void pagesThroughOneRevision() throws Exception {
    for (int i = 0; i < 5; i++) {
      cluster.post(MAPS, "{'metadata':{'name':'m" + i + "'}}");
    }
    ObjectNode first = cluster.get("/api/v1/configmaps?limit=2").json();
    assertThat(first.path("kind").asText()).isEqualTo("ConfigMapList");
    assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(3);
    cluster.delete(MAPS + "/m2", "");
    cluster.post(MAPS, "{'metadata':{'name':'m9'}}");
    String next = first.at("/metadata/continue").asText();
    ObjectNode second = cluster.get("/api/v1/configmaps?limit=9&continue=" + next).json();
    assertThat(second.path("items").findValuesAsText("name")).containsExactly("m2", "m3", "m4");
    assertThat(second.at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
    String revision = first.at("/metadata/resourceVersion").asText();
    ObjectNode exact =
        cluster
            .get("/api/v1/configmaps?resourceVersionMatch=Exact&resourceVersion=" + revision)
            .json();
    assertThat(exact.path("items")).hasSize(5);
    for (int i = 0; i <= ObjectStore.WINDOW; i++) {
      int value = i;
      cluster.store.edit(
          new ObjectStore.Key("configmaps", "default", "m0"), o -> o.put("i", value));
    }
    Answer late = cluster.get("/api/v1/configmaps?limit=9&continue=" + next);
    assertThat(late.status() + " " + late.reason()).isEqualTo("410 Expired");
  }

  @Test
  void listsBySelector() throws Exception {
    cluster.post(PODS, POD);
    assertThat(cluster.get(PODS + "?fieldSelector=status.phase%3DPending").json().path("items"))
        .hasSize(1);
    assertThat(cluster.get(PODS + "?fieldSelector=status.phase%3DRunning").json().path("items"))
        .isEmpty();
    assertThat(cluster.get(PODS + "?labelSelector=!app").json().path("items")).hasSize(1);
  }

  @Test
  void forgetsEventsAfterAnHour() throws Exception {
    String events = "/api/v1/namespaces/default/events";
    cluster.post(
        events, "{'metadata':{'name':'e'},'involvedObject':{'namespace':'default','name':'p'}}");
    assertThat(
            cluster
                .post(events, "{'metadata':{'name':'f'},'involvedObject':{'namespace':'x'}}")
                .status())
        .isEqualTo(422);
    cluster.now.set(cluster.now.get().plusSeconds(3_599));
    assertThat(cluster.get(events).json().path("items")).hasSize(1);
    cluster.now.set(cluster.now.get().plusSeconds(1));
    assertThat(cluster.get(events).json().path("items")).isEmpty();
  }
}
