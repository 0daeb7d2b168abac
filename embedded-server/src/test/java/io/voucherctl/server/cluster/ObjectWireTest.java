package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.RunningCluster.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
