package io.voucherctl.server.cluster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.HandClock;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {
  private static final ObjectStore.Key GATEWAY =
      new ObjectStore.Key("deployments", "default", "gateway");

  private final HandClock clock = new HandClock();
  private final ObjectStore store = new ObjectStore(clock);
  private final DeploymentController controller =
      new DeploymentController(
          store, new EventRecorder(store, clock), clock, new SplittableRandom(3));

  @Test
  void makesAReplicaSetAndItsPods() {
    deploy(2, "");
    settle(true);

    ObjectNode set = store.list("replicasets", null).items().getFirst();
    String hash = set.at("/metadata/labels/pod-template-hash").asText();
    assertThat(set.at("/metadata/name").asText()).isEqualTo("gateway-" + hash);
    assertThat(pods()).hasSize(2);
    JsonNode pod = pods().getFirst();
    assertThat(pod.at("/metadata/name").asText()).matches("gateway-" + hash + "-[a-z0-9]{5}");
    assertThat(pod.at("/metadata/labels/pod-template-hash").asText()).isEqualTo(hash);
    assertThat(pod.at("/metadata/labels/app").asText()).isEqualTo("gateway");
    assertThat(pod.at("/metadata/ownerReferences/0/uid")).isEqualTo(set.at("/metadata/uid"));
    assertThat(pod.at("/metadata/ownerReferences/0/controller").asBoolean()).isTrue();
    JsonNode status = deployment().path("status");
    assertThat(status.path("availableReplicas").asInt()).isEqualTo(2);
    assertThat(status.path("updatedReplicas").asInt()).isEqualTo(2);
    assertThat(status.path("observedGeneration").asInt()).isEqualTo(1);
    assertThat(condition("Available").path("status").asText()).isEqualTo("True");
    assertThat(condition("Progressing").path("reason").asText())
        .isEqualTo("NewReplicaSetAvailable");
  }

  @Test
  void comesToRest() {
    deploy(2, "");
    settle(true);
    long revision = store.revision();
    controller.reconcile();

    assertThat(store.revision()).isEqualTo(revision);
  }

  @Test
  void replacesPodsThatAreDeletedOrFailed() {
    deploy(2, "");
    settle(true);
    List<String> before = names();
    store.delete(key(before.getFirst()));
    store.edit(
        key(before.getLast()),
        pod -> {
          pod.withObjectProperty("status").put("phase", "Failed");
          return pod;
        });
    settle(true);

    assertThat(names()).hasSize(2).doesNotContainAnyElementsOf(before);
  }

  @Test
  void scalesDownUnreadyPodsFirst() {
    deploy(3, "");
    settle(true);
    String broken = names().get(1);
    ready(broken, false);
    scale(1);
    settle(false);

    assertThat(names()).hasSize(1).doesNotContain(broken);
  }

  @Test
  void rollsANewTemplateOutWithoutEverHavingTooFewReadyPods() {
    deploy(3, "");
    settle(true);
    List<String> old = names();
    change("image", "gateway:fixed");
    int steps = 0;
    while (names().stream().anyMatch(old::contains) && steps++ < 50) {
      controller.reconcile();
      kubelet(true);
      assertThat(pods().stream().filter(p -> new Replica(p).ready()).count())
          .isGreaterThanOrEqualTo(3);
      assertThat(pods()).hasSizeLessThanOrEqualTo(4);
    }
    settle(true);

    assertThat(names()).hasSize(3).doesNotContainAnyElementsOf(old);
    assertThat(pods())
        .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("gateway:fixed"));
    assertThat(store.list("replicasets", null).items()).hasSize(2);
    assertThat(deployment().at("/status/observedGeneration").asInt()).isEqualTo(2);
    JsonNode annotations = deployment().at("/metadata/annotations");
    assertThat(annotations.path("deployment.kubernetes.io/revision").asText()).isEqualTo("2");
  }

  @Test
  void stopsARolloutWhoseNewPodsNeverBecomeReadyAndSaysSo() {
    deploy(2, "progressDeadlineSeconds: 60");
    settle(true);
    change("image", "gateway:broken");
    settle(false);
    assertThat(pods().stream().filter(p -> new Replica(p).ready()).count()).isEqualTo(2);
    assertThat(condition("Progressing").path("reason").asText()).isEqualTo("ReplicaSetUpdated");

    assertThat(controller.reconcile()).contains(clock.instant().plusSeconds(60));
    clock.advance(Duration.ofSeconds(61));
    settle(false);
    assertThat(condition("Progressing").path("reason").asText())
        .isEqualTo("ProgressDeadlineExceeded");
    assertThat(condition("Progressing").path("status").asText()).isEqualTo("False");
    assertThat(condition("Available").path("status").asText()).isEqualTo("True");
  }

  @Test
  void recreateHasNeverBothTemplatesAtOnce() {
    deploy(2, "strategy: {type: Recreate}");
    settle(true);
    change("image", "gateway:fixed");
    for (int i = 0; i < 8; i++) {
      controller.reconcile();
      assertThat(pods().stream().map(p -> p.at("/spec/containers/0/image").asText()).distinct())
          .hasSizeLessThanOrEqualTo(1);
      kubelet(true);
    }

    assertThat(pods())
        .hasSize(2)
        .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("gateway:fixed"));
  }

  @Test
  void countsAPodAsAvailableOnlyAfterMinReadySeconds() {
    deploy(1, "minReadySeconds: 10");
    settle(true);
    assertThat(deployment().at("/status/readyReplicas").asInt()).isEqualTo(1);
    assertThat(deployment().path("status").has("availableReplicas")).isFalse();
    assertThat(controller.reconcile()).contains(clock.instant().plusSeconds(10));

    clock.advance(Duration.ofSeconds(10));
    controller.reconcile();
    assertThat(deployment().at("/status/availableReplicas").asInt()).isEqualTo(1);
  }

  @Test
  void runsNoMoreThanThisMachineBears() {
    deploy(1_000_000, "");
    controller.reconcile();
    controller.reconcile();

    assertThat(pods()).hasSize(ReplicaSets.MOST);
    assertThat(condition("ReplicaFailure").path("status").asText()).isEqualTo("True");
  }

  @Test
  void brokenObjectsDoNotKeepOthersFromTheirPods() {
    store.create(
        new ObjectStore.Key("deployments", "default", "a-broken"),
        Yaml.object("{spec: {replicas: many, template: 3, selector: []}}"));
    deploy(1, "");
    settle(true);

    assertThat(names()).anyMatch(name -> name.startsWith("gateway-"));
  }

  @Test
  void worksOnItsOwnThreadWhenSomethingChanges() throws InterruptedException {
    try (controller) {
      controller.start();
      deploy(1, "");
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (pods().isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(2);
      }
      assertThat(pods()).hasSize(1);
    }
  }

  private void deploy(int replicas, String field) {
    store.create(
        GATEWAY,
        Yaml.object(
            """
            apiVersion: apps/v1
            kind: Deployment
            spec:
              replicas: %d
              selector: {matchLabels: {app: gateway}}
              template:
                metadata: {labels: {app: gateway}}
                spec: {containers: [{name: gateway, image: "gateway:1"}]}
              %s
            """
                .formatted(replicas, field)));
  }

  private void scale(int replicas) {
    store.edit(
        GATEWAY,
        deployment -> {
          deployment.withObjectProperty("spec").put("replicas", replicas);
          return deployment;
        });
  }

  private void change(String field, String value) {
    store.edit(
        GATEWAY,
        deployment -> {
          ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put(field, value);
          return deployment;
        });
  }

  /** Reconciles, and plays the kubelet in between, until nothing changes any more. */
  private void settle(boolean newPodsBecomeReady) {
    long before = -1;
    for (int i = 0; i < 100 && before != store.revision(); i++) {
      before = store.revision();
      controller.reconcile();
      kubelet(newPodsBecomeReady);
    }
  }

  private void kubelet(boolean newPodsBecomeReady) {
    for (ObjectNode pod : pods()) {
      String name = pod.at("/metadata/name").asText();
      if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
        store.delete(key(name));
      } else if (pod.at("/status/conditions").isMissingNode()) {
        ready(name, newPodsBecomeReady);
      }
    }
  }

  private void ready(String name, boolean ready) {
    store.edit(
        key(name),
        pod -> {
          ObjectNode status = pod.withObjectProperty("status").put("phase", "Running");
          status
              .putArray("conditions")
              .addObject()
              .put("type", "Ready")
              .put("status", ready ? "True" : "False")
              .put("lastTransitionTime", clock.instant().toString());
          return pod;
        });
  }

  private List<ObjectNode> pods() {
    return store.list("pods", null).items();
  }

  private List<String> names() {
    return pods().stream().map(pod -> pod.at("/metadata/name").asText()).toList();
  }

  private JsonNode deployment() {
    return store.find(GATEWAY).orElseThrow();
  }

  private JsonNode condition(String type) {
    for (JsonNode condition : deployment().at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    throw new AssertionError("no condition " + type);
  }

  private static ObjectStore.Key key(String pod) {
    return new ObjectStore.Key("pods", "default", pod);
  }
}
