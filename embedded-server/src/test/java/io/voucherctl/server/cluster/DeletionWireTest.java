package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.RunningCluster.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionWireTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

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
  void answersWithAStatusThatNamesWhatWent() throws Exception {
    String uid = ObjectMeta.uid(map("a", "").json());
    Answer answer = cluster.delete(MAPS + "/a", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("Success");
    assertThat(answer.json().at("/details/uid").asText()).isEqualTo(uid);
    assertThat(cluster.delete(MAPS + "/a", "").status()).isEqualTo(404);
  }

  @Test
  void keepsToPreconditions() throws Exception {
    ObjectNode map = map("a", "").json();
    Answer uid = cluster.delete(MAPS + "/a", "{'preconditions':{'uid':'other'}}");
    assertThat(uid.reason()).isEqualTo("Conflict");
    Answer revision = cluster.delete(MAPS + "/a", "{'preconditions':{'resourceVersion':'1'}}");
    assertThat(revision.reason()).isEqualTo("Conflict");
    String right = "{'kind':'DeleteOptions','preconditions':{'uid':'" + ObjectMeta.uid(map) + "'}}";
    assertThat(cluster.delete(MAPS + "/a", right).status()).isEqualTo(200);
  }

  @Test
  void refusesBrokenOptions() throws Exception {
    map("a", "");
    for (String options :
        new String[] {
          "{'propagationPolicy':'Upwards'}",
          "{'gracePeriodSeconds':-1}",
          "{'gracePeriodSeconds':'1'}",
          "{'kind':'Pod'}",
          "{'dryRun':['some']}",
          "[]"
        }) {
      assertThat(cluster.delete(MAPS + "/a", options).status()).isEqualTo(400);
    }
    assertThat(cluster.get(MAPS + "/a").status()).isEqualTo(200);
  }

  @Test
  void givesAPodOnANodeItsGrace() throws Exception {
    pod("p", "");
    onNode("p");
    Answer marked = cluster.delete(PODS + "/p", "");
    assertThat(marked.status()).isEqualTo(200);
    assertThat(ObjectMeta.text(marked.json(), "deletionTimestamp"))
        .isEqualTo("2026-08-20T12:38:30Z");
    assertThat(grace("p")).isEqualTo(30);
    cluster.now.set(cluster.now.get().plusSeconds(4));
    cluster.delete(PODS + "/p?gracePeriodSeconds=60", "");
    assertThat(grace("p")).isEqualTo(30);
    cluster.delete(PODS + "/p", "{'gracePeriodSeconds':10}");
    assertThat(grace("p")).isEqualTo(10);
    assertThat(ObjectMeta.text(cluster.get(PODS + "/p").json(), "deletionTimestamp"))
        .isEqualTo("2026-08-20T12:38:10Z");
    assertThat(cluster.delete(PODS + "/p?gracePeriodSeconds=0", "").json().path("kind").asText())
        .isEqualTo("Pod");
    assertThat(cluster.get(PODS + "/p").status()).isEqualTo(404);
  }

  @Test
  void removesAPodWithoutANodeOrThatHasEndedAtOnce() throws Exception {
    pod("p", "");
    cluster.delete(PODS + "/p", "");
    assertThat(cluster.get(PODS + "/p").status()).isEqualTo(404);
    pod("p", "");
    onNode("p");
    cluster.merge(PODS + "/p/status", "{'status':{'phase':'Failed'}}");
    cluster.delete(PODS + "/p", "");
    assertThat(cluster.get(PODS + "/p").status()).isEqualTo(404);
  }

  @Test
  void waitsForTheLastFinalizer() throws Exception {
    map("a", "'finalizers':['x/y']");
    assertThat(ObjectMeta.isBeingDeleted(cluster.delete(MAPS + "/a", "").json())).isTrue();
    assertThat(cluster.get(MAPS + "/a").status()).isEqualTo(200);
    cluster.merge(MAPS + "/a", "{'metadata':{'finalizers':null}}");
    assertThat(cluster.get(MAPS + "/a").status()).isEqualTo(404);
  }

  @Test
  void deletesWhatTheDeletedOwned() throws Exception {
    String deployment = deployment("d");
    ObjectNode set = map("set", owner("apps/v1", "Deployment", "d", deployment)).json();
    map("leaf", owner("v1", "ConfigMap", "set", ObjectMeta.uid(set)));
    map("free", "");
    cluster.delete(DEPLOYMENTS + "/d?propagationPolicy=Background", "");
    assertThat(cluster.get(MAPS).json().path("items").findValuesAsText("name"))
        .containsExactly("free");
  }

  @Test
  void leavesOrphansWhenAsked() throws Exception {
    map("set", owner("apps/v1", "Deployment", "d", deployment("d")));
    cluster.delete(DEPLOYMENTS + "/d", "{'propagationPolicy':'Orphan'}");
    ObjectNode set = cluster.get(MAPS + "/set").json();
    assertThat(set.at("/metadata/ownerReferences")).isEmpty();
  }

  @Test
  void keepsWhatStillHasAnotherOwner() throws Exception {
    String one = ObjectMeta.uid(map("one", "").json());
    String two = ObjectMeta.uid(map("two", "").json());
    map(
        "both",
        "'ownerReferences':["
            + reference("v1", "ConfigMap", "one", one)
            + ","
            + reference("v1", "ConfigMap", "two", two)
            + "]");
    cluster.delete(MAPS + "/one", "");
    assertThat(cluster.get(MAPS + "/both").status()).isEqualTo(200);
    cluster.delete(MAPS + "/two", "");
    assertThat(cluster.get(MAPS + "/both").status()).isEqualTo(404);
  }

  @Test
  void collectsWhatComesAfterItsOwnerWent() throws Exception {
    map("late", owner("apps/v1", "ReplicaSet", "gone", "no-such-uid"));
    assertThat(cluster.get(MAPS + "/late").status()).isEqualTo(404);
    map("foreign", owner("example.org/v1", "Thing", "gone", "no-such-uid"));
    assertThat(cluster.get(MAPS + "/foreign").status()).isEqualTo(200);
  }

  @Test
  void deletesACollectionBySelector() throws Exception {
    map("a", "'labels':{'k':'1'}");
    map("b", "'labels':{'k':'2'}");
    assertThat(cluster.delete(MAPS + "?labelSelector=k%3D1&dryRun=All", "").status())
        .isEqualTo(200);
    ObjectNode deleted = cluster.delete(MAPS + "?labelSelector=k%3D1", "").json();
    assertThat(deleted.path("items").findValuesAsText("name")).containsExactly("a");
    assertThat(cluster.get(MAPS).json().path("items").findValuesAsText("name"))
        .containsExactly("b");
  }

  @Test
  void emptiesANamespaceBeforeItGoes() throws Exception {
    cluster.post("/api/v1/namespaces", "{'metadata':{'name':'team'}}");
    String pods = "/api/v1/namespaces/team/pods";
    cluster.post(pods, "{'metadata':{'name':'p'},'spec':{'containers':[{'name':'main'}]}}");
    cluster.post("/api/v1/namespaces/team/secrets", "{'metadata':{'name':'s'}}");
    cluster.store.edit(new ObjectStore.Key("pods", "team", "p"), DeletionWireTest::placed);
    ObjectNode leaving = cluster.delete("/api/v1/namespaces/team", "").json();
    assertThat(leaving.at("/status/phase").asText()).isEqualTo("Terminating");
    assertThat(cluster.get("/api/v1/namespaces/team/secrets/s").status()).isEqualTo(404);
    assertThat(ObjectMeta.isBeingDeleted(cluster.get(pods + "/p").json())).isTrue();
    assertThat(cluster.post(pods.replace("pods", "secrets"), "{'metadata':{'name':'t'}}").status())
        .isEqualTo(403);
    cluster.store.delete(new ObjectStore.Key("pods", "team", "p"));
    assertThat(cluster.get("/api/v1/namespaces/team").status()).isEqualTo(404);
    assertThat(cluster.delete("/api/v1/namespaces/default", "").status()).isEqualTo(403);
  }

  private Answer map(String name, String metadata) throws Exception {
    String more = metadata.isEmpty() ? "" : "," + metadata;
    Answer answer = cluster.post(MAPS, "{'metadata':{'name':'" + name + "'" + more + "}}");
    assertThat(answer.status()).isEqualTo(201);
    return answer;
  }

  private void pod(String name, String metadata) throws Exception {
    String more = metadata.isEmpty() ? "" : "," + metadata;
    cluster.post(
        PODS,
        "{'metadata':{'name':'" + name + "'" + more + "},'spec':{'containers':[{'name':'m'}]}}");
  }

  private String deployment(String name) throws Exception {
    return ObjectMeta.uid(
        cluster
            .post(
                DEPLOYMENTS,
                "{'metadata':{'name':'"
                    + name
                    + "'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':"
                    + "{'labels':{'a':'b'}},'spec':{'containers':[{'name':'m'}]}}}}")
            .json());
  }

  private void onNode(String pod) {
    cluster.store.edit(new ObjectStore.Key("pods", "default", pod), DeletionWireTest::placed);
  }

  private static ObjectNode placed(ObjectNode pod) {
    pod.withObjectProperty("spec").put("nodeName", "local");
    return pod;
  }

  private long grace(String pod) throws Exception {
    return cluster.get(PODS + "/" + pod).json().at("/metadata/deletionGracePeriodSeconds").asLong();
  }

  private static String owner(String apiVersion, String kind, String name, String uid) {
    return "'ownerReferences':[" + reference(apiVersion, kind, name, uid) + "]";
  }

  private static String reference(String apiVersion, String kind, String name, String uid) {
    return "{'apiVersion':'"
        + apiVersion
        + "','kind':'"
        + kind
        + "','name':'"
        + name
        + "','uid':'"
        + uid
        + "','controller':true}";
  }
}
