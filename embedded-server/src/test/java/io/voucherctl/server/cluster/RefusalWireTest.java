package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.cluster.RunningCluster.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalWireTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
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
}
