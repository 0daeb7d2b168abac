package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.PodLogs;
import io.voucherctl.server.cluster.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child processes; each test waits for what it expects, with a deadline. */
class KubeletTest {
  private static final ObjectStore.Key POD = new ObjectStore.Key("pods", "default", "gateway-1");
  private static final ObjectStore.Key QUOTAS =
      new ObjectStore.Key("configmaps", "default", "tenant-quotas");
  private static final String SERVING =
      """
      spec:
        terminationGracePeriodSeconds: 5
        containers:
        - name: gateway
          image: voucherctl/gateway
          args: [serve, $(PORT_HTTP), "200", $(VOLUME_QUOTAS)]
          ports: [{name: http, containerPort: 8080}]
          resources: {limits: {memory: 64Mi}}
          volumeMounts: [{name: quotas, mountPath: /etc/quotas}]
          readinessProbe: {httpGet: {path: /readyz, port: http}, periodSeconds: 1}
        volumes: [{name: quotas, configMap: {name: tenant-quotas}}]
      """;

  @TempDir Path state;
  private final InstantSource clock = InstantSource.system();
  private final ObjectStore store = new ObjectStore(clock);
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private Kubelet kubelet;

  @BeforeEach
  void start() throws IOException {
    store.watch("pods", null, 0, changes::add);
    KubeletPlan plan =
        KubeletPlan.in(state).withBackOff(Duration.ofMillis(300), Duration.ofSeconds(10));
    kubelet =
        new Kubelet(
            store,
            new EventRecorder(store, clock),
            new TinyRuntime(TinyChild.classes()),
            plan,
            clock,
            new SplittableRandom());
    kubelet.start();
  }

  @AfterEach
  void close() {
    kubelet.close();
  }

  @Test
  void restartsACrashingContainerWithBackOffAndTellsWhy() throws IOException {
    store.create(
        POD,
        Yaml.object(
            """
            spec:
              containers:
              - {name: gateway, args: [exit, "3"], terminationMessagePolicy: FallbackToLogsOnError}
            """));
    eventually(() -> container(pod()).path("restartCount").asInt() >= 2);

    assertThat(changes)
        .anyMatch(c -> container(c).at("/state/terminated/exitCode").asInt() == 3)
        .anyMatch(
            c -> container(c).at("/state/waiting/message").asText().startsWith("back-off 300ms"));
    JsonNode crash = container(pod()).at("/lastState/terminated");
    assertThat(crash.path("exitCode").asInt()).isEqualTo(3);
    assertThat(crash.path("reason").asText()).isEqualTo("Error");
    assertThat(crash.path("message").asText()).endsWith("dying with 3");
    assertThat(pod().at("/metadata/annotations").path("voucherctl.io/back-off-unit").asText())
        .isEqualTo("300ms");
    assertThat(reasons()).contains("Scheduled", "Created", "Started", "BackOff");
    assertThat(Files.readString(log(true))).contains("dying with 3");
    String uid = pod().at("/metadata/uid").asText();
    assertThat(kubelet.files(new PodLogs.Run("default", "gateway-1", uid, "../..", false)))
        .isEmpty();
    assertThat(kubelet.files(new PodLogs.Run("default", "gateway-1", "", "gateway", false)))
        .isEmpty();
  }

  @Test
  void followsAPodFromItsMissingConfigOverAKillToItsDeletion() throws Exception {
    store.create(POD, Yaml.object(SERVING));
    eventually(() ->
        container(pod()).at("/state/waiting/reason").asText().equals("CreateContainerConfigError"));
    assertThat(reasons()).contains("FailedMount");

    store.create(QUOTAS, Yaml.object("data: {acme: 'rate: 20/s'}"));
    eventually(() -> ready(pod()));
    int port = pod().at("/spec/containers/0/ports/0/hostPort").asInt();
    assertThat(port).isBetween(20_000, 31_999);
    List<String> said = List.of(Files.readString(log(false)).strip().split(" ", -1));
    assertThat(said).contains("serve", String.valueOf(port));
    assertThat(Long.parseLong(said.get(1))).isLessThanOrEqualTo(16 << 20);

    Path quotas = Path.of(said.getLast());
    store.replace(QUOTAS, Yaml.object("data: {acme: 'rate: 5/s'}"));
    eventually(() -> content(quotas.resolve("acme")).equals("rate: 5/s"));

    long pid = pid(pod());
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    eventually(() -> container(pod()).at("/lastState/terminated/exitCode").asInt() == 137);
    eventually(() -> ready(pod()));
    assertThat(changes)
        .anyMatch(c -> !ready(c.object()) && c.before() != null && ready(c.before()));
    assertThat(container(pod()).path("restartCount").asInt()).isEqualTo(1);
    assertThat(pod().at("/spec/containers/0/ports/0/hostPort").asInt()).isEqualTo(port);
    assertThat(log(true)).hasFileName("0.log");

    pid = pid(pod());
    deletePod();
    eventually(() -> store.find(POD).isEmpty());
    assertThat(ProcessHandle.of(pid)).isEmpty();
    Change last = changes.getLast();
    assertThat(last.type()).isEqualTo(ChangeType.DELETED);
    assertThat(container(last).at("/state/terminated/exitCode").asInt()).isEqualTo(143);
    assertThat(messages()).contains("Stopping container gateway");
    eventually(() -> !Files.exists(quotas));
  }

  @Test
  void killsAContainerThatFailsItsLivenessProbe() {
    store.create(
        POD,
        Yaml.object(
            """
            spec:
              restartPolicy: Never
              containers:
              - name: gateway
                args: [serve, $(PORT_HTTP), "500"]
                ports: [{name: http}]
                livenessProbe:
                  {httpGet: {path: /livez, port: http}, initialDelaySeconds: 1, failureThreshold: 1}
            """));
    eventually(() -> pod().at("/status/phase").asText().equals("Failed"));

    assertThat(container(pod()).at("/state/terminated/exitCode").asInt()).isEqualTo(143);
    assertThat(messages())
        .contains(
            "Liveness probe failed: HTTP probe failed with statuscode: 500",
            "Container gateway failed liveness probe");
    assertThat(reasons()).contains("Unhealthy", "Killing");
  }

  @Test
  void stopsEveryChildWhenItClosesAndWhenAPodVanishes() {
    store.create(QUOTAS, Yaml.object("data: {acme: x}"));
    store.create(POD, Yaml.object(SERVING));
    ObjectStore.Key other = new ObjectStore.Key("pods", "default", "gateway-2");
    store.create(other, Yaml.object(SERVING));
    eventually(() -> pid(pod()) > 0 && pid(store.find(other).orElseThrow()) > 0);
    long first = pid(pod());
    long second = pid(store.find(other).orElseThrow());

    store.delete(POD);
    eventually(() -> ProcessHandle.of(first).isEmpty());
    kubelet.close();
    assertThat(ProcessHandle.of(second)).isEmpty();
    JsonNode left = container(store.find(other).orElseThrow());
    assertThat(left.at("/state/terminated/exitCode").asInt()).isEqualTo(143);
  }

  @Test
  void saysWhatItCannotDoInsteadOfDoingSomethingElse() {
    store.create(POD, Yaml.object("spec: {containers: [{name: a, command: [sh]}]}"));
    eventually(() -> reasons().contains("Failed"));

    assertThat(container(pod()).at("/state/waiting/message").asText()).contains("knows no command");
    deletePod();
    eventually(() -> store.find(POD).isEmpty());
  }

  @Test
  void givesAHostPortToTheNextPodWhenTheFirstHasGone() {
    String spec =
        "spec: {containers: [{name: a, args: [exit, '0'], ports: [{hostPort: 31998}]}],"
            + " restartPolicy: Never}";
    store.create(POD, Yaml.object(spec));
    eventually(() -> pod().at("/status/phase").asText().equals("Succeeded"));
    ObjectStore.Key other = new ObjectStore.Key("pods", "default", "gateway-2");
    store.create(other, Yaml.object(spec));
    eventually(() -> messages().contains("Error: host port 31998 is held by another pod"));
    deletePod();
    eventually(
        () -> store.find(other).orElseThrow().at("/status/phase").asText().equals("Succeeded"));
  }

  private void deletePod() {
    store.edit(
        POD,
        pod -> {
          pod.withObjectProperty("metadata").put("deletionTimestamp", clock.instant().toString());
          return pod;
        });
  }

  private ObjectNode pod() {
    return store.find(POD).orElseThrow();
  }

  private Path log(boolean previous) {
    String uid = pod().at("/metadata/uid").asText();
    return kubelet
        .files(new PodLogs.Run("default", "gateway-1", uid, "gateway", previous))
        .getLast();
  }

  private List<String> reasons() {
    return events("reason");
  }

  private List<String> messages() {
    return events("message");
  }

  private List<String> events(String field) {
    return store.list("events", null).items().stream()
        .map(event -> event.path(field).asText())
        .toList();
  }

  private static JsonNode container(Change change) {
    return container(change.object());
  }

  private static JsonNode container(JsonNode pod) {
    return pod.at("/status/containerStatuses/0");
  }

  private static long pid(JsonNode pod) {
    String id = container(pod).path("containerID").asText();
    return id.isEmpty() ? 0 : Long.parseLong(id.substring("process://".length()));
  }

  private static boolean ready(JsonNode pod) {
    return container(pod).path("ready").asBoolean();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return ""; // not yet, or no longer, there
    }
  }

  private static void eventually(BooleanSupplier holds) {
    Eventually.holds(Duration.ofSeconds(10), holds);
  }
}
