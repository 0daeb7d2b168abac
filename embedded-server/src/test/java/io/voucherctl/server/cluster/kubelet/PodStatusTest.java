package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.Yaml;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Running;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.State;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Terminated;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Waiting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodStatusTest {
  private static final Instant NOW = Instant.parse("2021-08-20T12:38:00.7Z");
  private static final State RUNNING = new Running(NOW);
  private static final State CREATING = new Waiting("ContainerCreating", "");

  @Test
  void phaseFollowsFromTheContainers() {
    assertThat(phase(RestartPolicy.ALWAYS, status(CREATING, null))).isEqualTo("Pending");
    assertThat(phase(RestartPolicy.ALWAYS, status(RUNNING, null))).isEqualTo("Running");
    assertThat(phase(RestartPolicy.ALWAYS, status(RUNNING, null), status(CREATING, null)))
        .isEqualTo("Pending");
    assertThat(phase(RestartPolicy.ALWAYS, status(new Waiting("CrashLoopBackOff", ""), ended(3))))
        .isEqualTo("Running");
    assertThat(phase(RestartPolicy.ALWAYS, status(ended(0), null))).isEqualTo("Running");
    assertThat(phase(RestartPolicy.NEVER, status(ended(0), null))).isEqualTo("Succeeded");
    assertThat(phase(RestartPolicy.NEVER, status(ended(0), null), status(ended(3), null)))
        .isEqualTo("Failed");
    assertThat(phase(RestartPolicy.ON_FAILURE, status(ended(3), null))).isEqualTo("Running");
  }

  @Test
  void keepsTheTimeOfAConditionThatDoesNotTurn() {
    ObjectNode pod = Yaml.object("metadata: {name: p}");
    PodStatus.write(pod, RestartPolicy.ALWAYS, List.of(status(RUNNING, null)), NOW);
    PodStatus.write(
        pod, RestartPolicy.ALWAYS, List.of(ready(status(RUNNING, null))), NOW.plusSeconds(5));
    PodStatus.write(
        pod, RestartPolicy.ALWAYS, List.of(ready(status(RUNNING, null))), NOW.plusSeconds(9));

    assertThat(condition(pod, "Ready").path("status").asText()).isEqualTo("True");
    assertThat(condition(pod, "Ready").path("lastTransitionTime").asText())
        .isEqualTo("2021-08-20T12:38:05Z");
    assertThat(condition(pod, "PodScheduled").path("lastTransitionTime").asText())
        .isEqualTo("2021-08-20T12:38:00Z");
    assertThat(pod.at("/status/startTime").asText()).isEqualTo("2021-08-20T12:38:00Z");
    assertThat(pod.at("/status/podIP").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void namesTheContainersThatAreNotReady() {
    ObjectNode pod = Yaml.object("metadata: {name: p}");
    PodStatus.write(pod, RestartPolicy.ALWAYS, List.of(status(RUNNING, null)), NOW);

    assertThat(condition(pod, "ContainersReady").path("reason").asText())
        .isEqualTo("ContainersNotReady");
    assertThat(condition(pod, "Ready").path("message").asText())
        .isEqualTo("containers with unready status: [gateway]");
  }

  private static String phase(RestartPolicy policy, ContainerStatus... statuses) {
    return PodStatus.phase(policy, List.of(statuses));
  }

  private static JsonNode condition(ObjectNode pod, String type) {
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    throw new AssertionError("no condition " + type);
  }

  private static Terminated ended(int exitCode) {
    return new Terminated(exitCode, "Error", "", NOW, NOW, "process://1");
  }

  private static ContainerStatus status(State state, Terminated last) {
    return new ContainerStatus("gateway", "image", "process://1", false, 0, state, last);
  }

  private static ContainerStatus ready(ContainerStatus status) {
    return new ContainerStatus(
        status.name(), status.image(), status.containerId(), true, 0, status.state(), null);
  }
}
