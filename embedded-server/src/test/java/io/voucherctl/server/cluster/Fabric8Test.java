package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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
  void watchesOverHttpAfterTheWebSocketIsDeclined() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (var _ =
        client
            .configMaps()
            .withLabel("watch", "yes")
            .watch(
                new Watcher<ConfigMap>() {
                  @Override
                  public void eventReceived(Action action, ConfigMap map) {
                    seen.add(action + " " + map.getMetadata().getName());
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    seen.add("closed " + cause);
                  }
                })) {
      ConfigMap map = configMap("watched", Map.of());
      map.getMetadata().setLabels(Map.of("watch", "yes"));
      client.resource(map).create();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("ADDED watched");
      client.configMaps().withName("watched").edit(was -> with(was, "a", "1"));
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("MODIFIED watched");
      client.configMaps().withName("watched").delete();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("DELETED watched");
    }
  }

  @Test
  void feedsAnInformer() throws Exception {
    client.resource(secret("informed", "k", "v")).create();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (SharedIndexInformer<Secret> informer =
        client
            .secrets()
            .withName("informed")
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Secret secret) {
                    seen.add("add " + secret.getData());
                  }

                  @Override
                  public void onUpdate(Secret old, Secret secret) {
                    seen.add("update " + secret.getData());
                  }

                  @Override
                  public void onDelete(Secret secret, boolean unknown) {
                    seen.add("delete");
                  }
                })) {
      assertThat(informer.hasSynced()).isTrue();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("add {k=dg==}");
      client
          .secrets()
          .withName("informed")
          .edit(secret -> {
            secret.setStringData(Map.of("k", "w"));
            return secret;
          });
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("update {k=dw==}");
      client.secrets().withName("informed").delete();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("delete");
    }
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
  void readsLogs(@TempDir Path dir) throws Exception {
    Pod pod = client.resource(pod("talks")).create();
    Path file = Files.writeString(dir.resolve("0.log"), "one\ntwo\nthree\n");
    cluster.logs.put(
        new PodLogs.Run("default", "talks", pod.getMetadata().getUid(), "main", false),
        List.of(file));
    assertThat(client.pods().withName("talks").getLog()).isEqualTo("one\ntwo\nthree\n");
    assertThat(client.pods().withName("talks").tailingLines(1).getLog()).isEqualTo("three\n");
  }

  @Test
  void keepsEvents() {
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName("evented.")
            .endMetadata()
            .withNewInvolvedObject()
            .withKind("Pod")
            .withName("evented")
            .withNamespace("default")
            .endInvolvedObject()
            .withReason("BackOff")
            .withType("Warning")
            .build();
    Event created = client.resource(event).create();
    assertThat(created.getMetadata().getName()).matches("evented\\.[a-z0-9]{5}");
    assertThat(
            client
                .v1()
                .events()
                .withField("involvedObject.name", "evented")
                .withField("reason", "BackOff")
                .list()
                .getItems())
        .containsExactly(created);
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

  private static ConfigMap configMap(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withData(data)
        .build();
  }

  private static ConfigMap with(ConfigMap map, String key, String value) {
    return new ConfigMapBuilder(map).addToData(key, value).build();
  }

  private static Secret secret(String name, String key, String value) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .addToStringData(key, value)
        .build();
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("gateway:1")
        .endContainer()
        .endSpec()
        .build();
  }

  private static Deployment deployment(String name, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("gateway:1")
        .addNewEnv()
        .withName("A")
        .withValue("1")
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
