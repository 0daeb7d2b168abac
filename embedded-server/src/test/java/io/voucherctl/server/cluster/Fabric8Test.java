package io.voucherctl.server.cluster;

import static io.voucherctl.server.cluster.Samples.configMap;
import static io.voucherctl.server.cluster.Samples.deployment;
import static io.voucherctl.server.cluster.Samples.pod;
import static io.voucherctl.server.cluster.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real client against the real endpoint; each test uses names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Fabric8Test {
  private RunningCluster cluster;
  private KubernetesClient client;

  @BeforeAll
  void start() throws Exception {
    cluster = new RunningCluster();
    client = cluster.client();
  }

  @AfterAll
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void createsReadsUpdatesAndDeletesAConfigMap() {
    ConfigMap created = client.resource(configMap("life", Map.of("a", "1"))).create();
    assertThat(created.getMetadata().getUid()).isNotEmpty();

    ConfigMap edited = client.configMaps().withName("life").edit(map -> with(map, "a", "2"));
    assertThat(edited.getData()).isEqualTo(Map.of("a", "2"));
    assertThat(client.configMaps().withName("life").get()).isEqualTo(edited);

    assertThat(client.configMaps().withName("life").delete()).hasSize(1);
    assertThat(client.configMaps().withName("life").get()).isNull();
  }

  @Test
  void refusesASecondCreateAndAStaleUpdate() {
    ConfigMap first = client.resource(configMap("raced", Map.of("a", "1"))).create();
    assertThatThrownBy(() -> client.resource(configMap("raced", Map.of())).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(409);
              assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
            });
    client.resource(with(first, "a", "2")).lockResourceVersion().update();
    assertThatThrownBy(() -> client.resource(with(first, "a", "3")).lockResourceVersion().update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(409);
              assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
            });
    assertThat(client.configMaps().withName("raced").get().getData()).containsEntry("a", "2");
  }

  @Test
  void patchesInThreeWays() {
    client.resource(deployment("patched", 1)).create();
    var patched = client.apps().deployments().withName("patched");
    patched.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"annotations\":{\"a\":\"1\"}}}");
    patched.patch(
        PatchContext.of(PatchType.JSON),
        "[{\"op\":\"test\",\"path\":\"/spec/replicas\",\"value\":1},"
            + "{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":2}]");
    Deployment after =
        patched.patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":"
                + "[{\"name\":\"main\",\"image\":\"gateway:2\"}]}}}}");
    assertThat(after.getMetadata().getAnnotations()).containsEntry("a", "1");
    assertThat(after.getSpec().getReplicas()).isEqualTo(2);
    var container = after.getSpec().getTemplate().getSpec().getContainers().getFirst();
    assertThat(container.getImage()).isEqualTo("gateway:2");
    assertThat(container.getEnv()).hasSize(1);
    assertThat(after.getMetadata().getGeneration()).isEqualTo(3);
  }

  @Test
  void refusesServerSideApplyInWordsThatHelp() {
    assertThatThrownBy(() -> client.resource(configMap("applied", Map.of())).serverSideApply())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo(415);
              assertThat(e.getStatus().getMessage()).contains("application/merge-patch+json");
            });
  }

  @Test
  void listsBySelectorsAndInPages() {
    for (int i = 0; i < 5; i++) {
      ConfigMap map = configMap("listed-" + i, Map.of());
      map.getMetadata().setLabels(Map.of("list", "yes", "odd", i % 2 == 1 ? "y" : "n"));
      client.resource(map).create();
    }
    assertThat(client.configMaps().withLabel("list", "yes").list().getItems()).hasSize(5);
    assertThat(client.configMaps().withLabelIn("odd", "y", "z").list().getItems()).hasSize(2);
    assertThat(client.configMaps().withLabel("list").withLabelNotIn("odd", "y").list().getItems())
        .hasSize(3);
    assertThat(client.configMaps().withField("metadata.name", "listed-3").list().getItems())
        .hasSize(1);
    var page =
        client.configMaps().withLabel("list").list(new ListOptionsBuilder().withLimit(2L).build());
    assertThat(page.getItems()).hasSize(2);
    var next =
        client
            .configMaps()
            .withLabel("list")
            .list(
                new ListOptionsBuilder()
                    .withLimit(10L)
                    .withContinue(page.getMetadata().getContinue())
                    .build());
    assertThat(next.getItems()).hasSize(3);
    assertThat(next.getMetadata().getContinue()).isNull();
  }

  @Test
  void scalesADeployment() {
    client.resource(deployment("scaled", 1)).create();
    var scaled = client.apps().deployments().withName("scaled");
    assertThat(scaled.scale().getSpec().getReplicas()).isEqualTo(1);
    scaled.scale(3);
    assertThat(scaled.get().getSpec().getReplicas()).isEqualTo(3);
    assertThat(scaled.scale().getStatus().getSelector()).isEqualTo("app=scaled");
  }

  @Test
  void keepsStatusAndSpecApart() {
    client.resource(pod("split")).create();
    var pods = client.pods().withName("split");
    Pod running =
        new PodBuilder(pods.get()).withNewStatus().withPhase("Running").endStatus().build();
    assertThat(client.resource(running).update().getStatus().getPhase()).isEqualTo("Pending");
    assertThat(client.resource(running).updateStatus().getStatus().getPhase()).isEqualTo("Running");
    Pod failed = new PodBuilder(pods.get()).editStatus().withPhase("Failed").endStatus().build();
    failed.getSpec().setNodeName("elsewhere");
    Pod after = client.resource(failed).patchStatus();
    assertThat(after.getStatus().getPhase()).isEqualTo("Failed");
    assertThat(after.getSpec().getNodeName()).isNull();
  }

  @Test
  void deletesWhatADeploymentOwns() {
    Deployment owner = client.resource(deployment("owner", 1)).create();
    ConfigMap owned = configMap("owned", Map.of());
    owned.getMetadata().setNamespace("default");
    owned.addOwnerReference(owner);
    client.resource(owned).create();
    client
        .apps()
        .deployments()
        .withName("owner")
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .withTimeout(5, TimeUnit.SECONDS)
        .delete();
    assertThat(client.configMaps().withName("owned").get()).isNull();
  }

  @Test
  void discoversWhatIsServed() {
    assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("33");
    assertThat(client.getApiGroups().getGroups()).hasSize(1);
    assertThat(client.getApiResources("apps/v1").getResources())
        .extracting(resource -> resource.getName())
        .contains("deployments", "deployments/scale");
    assertThat(client.supports(Pod.class)).isTrue();
  }

  @Test
  void refusesAWrongToken() {
    try (KubernetesClient stranger = cluster.client("wrong")) {
      assertThatThrownBy(() -> stranger.configMaps().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
  }
}
