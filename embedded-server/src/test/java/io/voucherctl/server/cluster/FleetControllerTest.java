package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetControllerTest {
  private final ObjectStore store = new ObjectStore(new HandClock());
  private final FleetController controller = FleetController.start(store);

  @AfterEach
  void stop() {
    controller.close();
  }

  @Test
  void makesTheConfigMapAtOnceAndNeverSaysLessThanOne() {
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");

    assertThat(number("fleet")).isEqualTo("1");
    assertThat(map("fleet").at("/metadata/ownerReferences/0/name").asText()).isEqualTo("gateway");
    pod("a", "gateway", true);
    assertThat(number("fleet")).isEqualTo("1");
  }

  @Test
  void isRightAsSoonAsAPodIsReadyOrIsNotAnyMore() {
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "gateway", false);
    pod("c", "gateway", true);
    assertThat(number("fleet")).isEqualTo("2");

    ready("b", true);
    assertThat(number("fleet")).isEqualTo("3");
    ready("a", false);
    assertThat(number("fleet")).isEqualTo("2");
    edit("b", pod -> ObjectMeta.edit(pod).put("deletionTimestamp", "2021-08-20T12:38:00Z"));
    assertThat(number("fleet")).isEqualTo("1");
    store.delete(podKey("c"));
    assertThat(number("fleet")).isEqualTo("1");
  }

  @Test
  void countsWhatIsThereWhenItStarts() {
    controller.close();
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "gateway", true);
    assertThat(store.find(mapKey("fleet"))).isEmpty();

    try (FleetController late = FleetController.start(store)) {
      assertThat(late).isNotNull();
      assertThat(number("fleet")).isEqualTo("2");
    }
  }

  @Test
  void countsOnlyWhatTheDeploymentSelects() {
    deploy(
        "gateway",
        "fleet",
        "matchLabels: {app: gateway}, matchExpressions: [{key: tier, operator: NotIn, values:"
            + " [b]}]");
    pod("a", "gateway", true);
    pod("b", "gateway", true);
    edit("b", pod -> ObjectMeta.edit(pod).withObjectProperty("labels").put("tier", "b"));
    pod("api", "voucher-api", true);
    store.create(
        new ObjectStore.Key("pods", "elsewhere", "x"), Yaml.object(podText("gateway", true)));

    assertThat(number("fleet")).isEqualTo("1");
    pod("c", "gateway", true);
    assertThat(number("fleet")).isEqualTo("2");
  }

  @Test
  void leavesDeploymentsAloneThatAskForNothing() {
    store.create(
        deploymentKey("plain"), Yaml.object("spec: {selector: {matchLabels: {app: plain}}}"));
    pod("a", "plain", true);

    assertThat(store.list("configmaps", null).items()).isEmpty();
  }

  @Test
  void mendsWhatOthersWriteAndKeepsTheirOtherKeys() {
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "gateway", true);
    store.edit(
        mapKey("fleet"),
        map -> {
          map.withObjectProperty("data").put("ready", "77").put("note", "hello");
          return map;
        });
    assertThat(number("fleet")).isEqualTo("2");
    assertThat(map("fleet").at("/data/note").asText()).isEqualTo("hello");

    store.delete(mapKey("fleet"));
    assertThat(number("fleet")).isEqualTo("2");
  }

  @Test
  void writesNothingWhileTheNumberStands() {
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    String before = ObjectMeta.resourceVersion(map("fleet"));
    edit("a", pod -> pod.withObjectProperty("status").put("phase", "Running"));
    pod("b", "gateway", false);

    assertThat(ObjectMeta.resourceVersion(map("fleet"))).isEqualTo(before);
  }

  @Test
  void countsDeploymentsOfOneFleetTogetherAndNoPodTwice() {
    deploy("blue", "fleet", "matchLabels: {app: gateway}");
    deploy("green", "fleet", "matchLabels: {app: green}");
    deploy("all", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "green", true);

    assertThat(number("fleet")).isEqualTo("2");
    store.delete(deploymentKey("green"));
    assertThat(number("fleet")).isEqualTo("1");
  }

  @Test
  void followsAnAnnotationThatIsChanged() {
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "gateway", true);
    store.edit(
        deploymentKey("gateway"),
        deployment -> {
          ObjectMeta.edit(deployment)
              .withObjectProperty("annotations")
              .put(FleetController.ANNOTATION, "other");
          return deployment;
        });

    assertThat(number("other")).isEqualTo("2");
  }

  @Test
  void doesNotLetABrokenOneKeepTheOthersFromBeingCounted() {
    deploy("a-broken", "a fleet/", "matchLabels: {app: gateway}");
    deploy("b-broken", "b", "matchLabels: {'=': '('}");
    store.create(
        deploymentKey("c-broken"),
        Yaml.object("{metadata: {annotations: {voucherctl.io/fleet: c}}, spec: [1]}"));
    deploy("gateway", "fleet", "matchLabels: {app: gateway}");
    pod("a", "gateway", true);
    pod("b", "gateway", true);

    assertThat(number("fleet")).isEqualTo("2");
    assertThat(number("c")).as("selects nothing").isEqualTo("1");
    assertThat(store.list("configmaps", null).items()).hasSize(2);
  }

  @Test
  void goesWithItsDeployment() {
    try (GarbageCollector garbage = new GarbageCollector(store)) {
      assertThat(garbage).isNotNull();
      deploy("gateway", "fleet", "matchLabels: {app: gateway}");
      deploy("green", "fleet", "matchLabels: {app: green}");
      store.delete(deploymentKey("gateway"));
      assertThat(number("fleet")).isEqualTo("1");

      store.delete(deploymentKey("green"));
      assertThat(store.find(mapKey("fleet"))).isEmpty();
    }
  }

  @Test
  void letsANamespaceEnd() {
    Namespaces.ensure(store, "default");
    try (GarbageCollector garbage = new GarbageCollector(store)) {
      assertThat(garbage).isNotNull();
      deploy("gateway", "fleet", "matchLabels: {app: gateway}");
      store.edit(
          Namespaces.key("default"),
          namespace -> {
            ObjectMeta.edit(namespace).put("deletionTimestamp", "2021-08-20T12:38:00Z");
            return namespace;
          });

      assertThat(store.list("configmaps", null).items()).isEmpty();
      assertThat(store.find(Namespaces.key("default"))).isEmpty();
    }
  }

  private void deploy(String name, String fleet, String selector) {
    store.create(
        deploymentKey(name),
        Yaml.object(
            """
            metadata: {annotations: {voucherctl.io/fleet: "%s"}}
            spec: {selector: {%s}}
            """
                .formatted(fleet, selector)));
  }

  private void pod(String name, String app, boolean ready) {
    store.create(podKey(name), Yaml.object(podText(app, ready)));
  }

  private static String podText(String app, boolean ready) {
    return """
    metadata: {labels: {app: %s}}
    status: {conditions: [{type: Ready, status: "%s"}]}
    """
        .formatted(app, ready ? "True" : "False");
  }

  private void ready(String name, boolean ready) {
    edit(
        name,
        pod ->
            ((ObjectNode) pod.at("/status/conditions/0")).put("status", ready ? "True" : "False"));
  }

  private void edit(String name, Consumer<ObjectNode> change) {
    store.edit(
        podKey(name),
        pod -> {
          change.accept(pod);
          return pod;
        });
  }

  private ObjectNode map(String fleet) {
    return store.find(mapKey(fleet)).orElseThrow();
  }

  private String number(String fleet) {
    return map(fleet).path("data").path(FleetController.KEY).textValue();
  }

  private static ObjectStore.Key mapKey(String name) {
    return new ObjectStore.Key("configmaps", "default", name);
  }

  private static ObjectStore.Key podKey(String name) {
    return new ObjectStore.Key("pods", "default", name);
  }

  private static ObjectStore.Key deploymentKey(String name) {
    return new ObjectStore.Key("deployments", "default", name);
  }
}
