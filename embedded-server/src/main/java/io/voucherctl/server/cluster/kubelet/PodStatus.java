package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Terminated;
import io.voucherctl.server.cluster.kubelet.ContainerStatus.Waiting;
import java.time.Instant;
import java.util.List;

/** Writes a pod's status: phase and conditions follow from its containers, as in the kubelet. */
final class PodStatus {
  static final String HOST = "127.0.0.1";

  private PodStatus() {}

  /** Changes {@code pod} in place and returns it. */
  static ObjectNode write(
      ObjectNode pod, RestartPolicy policy, List<ContainerStatus> containers, Instant now) {
    ObjectNode status = pod.withObjectProperty("status");
    String phase = phase(policy, containers);
    status.put("phase", phase);
    status.put("hostIP", HOST).put("podIP", HOST);
    status.putArray("hostIPs").addObject().put("ip", HOST);
    status.putArray("podIPs").addObject().put("ip", HOST);
    if (!status.hasNonNull("startTime")) {
      status.put("startTime", ContainerStatus.time(now));
    }
    conditions(status, phase, containers, now);
    ArrayNode statuses = status.putArray("containerStatuses");
    containers.forEach(container -> statuses.add(container.json()));
    return pod;
  }

  /** The kubelet's {@code getPhase}. */
  static String phase(RestartPolicy policy, List<ContainerStatus> containers) {
    boolean running = false;
    boolean succeeded = true;
    for (ContainerStatus container : containers) {
      if (container.state() instanceof Waiting && container.lastTermination() == null) {
        return "Pending";
      }
      running |= container.running();
      succeeded &= container.state() instanceof Terminated ended && ended.exitCode() == 0;
    }
    if (running || policy == RestartPolicy.ALWAYS) {
      return "Running";
    }
    if (succeeded) {
      return "Succeeded";
    }
    return policy == RestartPolicy.NEVER ? "Failed" : "Running";
  }

  private static void conditions(
      ObjectNode status, String phase, List<ContainerStatus> containers, Instant now) {
    List<String> unready =
        containers.stream().filter(c -> !c.ready()).map(ContainerStatus::name).toList();
    String reason = "";
    String message = "";
    if (phase.equals("Succeeded")) {
      reason = "PodCompleted";
    } else if (!unready.isEmpty()) {
      reason = phase.equals("Failed") ? "PodFailed" : "ContainersNotReady";
      message =
          phase.equals("Failed")
              ? ""
              : "containers with unready status: [" + String.join(" ", unready) + "]";
    }
    boolean begun = containers.stream().noneMatch(c -> c.containerId().isEmpty());
    JsonNode before = status.path("conditions").deepCopy();
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, before, "PodReadyToStartContainers", begun, "", "", now);
    condition(conditions, before, "Initialized", true, "", "", now);
    condition(conditions, before, "Ready", unready.isEmpty(), reason, message, now);
    condition(conditions, before, "ContainersReady", unready.isEmpty(), reason, message, now);
    condition(conditions, before, "PodScheduled", true, "", "", now);
  }

  private static void condition(
      ArrayNode conditions,
      JsonNode before,
      String type,
      boolean holds,
      String reason,
      String message,
      Instant now) {
    String word = holds ? "True" : "False";
    ObjectNode condition = conditions.addObject().put("type", type).put("status", word);
    condition.putNull("lastProbeTime");
    condition.put("lastTransitionTime", ContainerStatus.time(now));
    for (JsonNode earlier : before) {
      if (earlier.path("type").asText().equals(type)
          && earlier.path("status").asText().equals(word)
          && earlier.hasNonNull("lastTransitionTime")) {
        condition.set("lastTransitionTime", earlier.get("lastTransitionTime"));
      }
    }
    if (!reason.isEmpty()) {
      condition.put("reason", reason);
    }
    if (!message.isEmpty()) {
      condition.put("message", message);
    }
  }
}
