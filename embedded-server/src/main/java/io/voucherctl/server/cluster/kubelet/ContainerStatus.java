package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code status.containerStatuses}.
 *
 * @param containerId of the newest run; empty before the first
 * @param lastTermination the newest termination that {@code state} does not show
 */
record ContainerStatus(
    String name,
    String image,
    String containerId,
    boolean ready,
    int restartCount,
    State state,
    @Nullable Terminated lastTermination) {

  sealed interface State {}

  record Waiting(String reason, String message) implements State {}

  record Running(Instant startedAt) implements State {}

  record Terminated(
      int exitCode,
      String reason,
      String message,
      Instant startedAt,
      Instant finishedAt,
      String containerId)
      implements State {}

  static ContainerStatus waiting(String name, String image, String reason, String message) {
    return new ContainerStatus(name, image, "", false, 0, new Waiting(reason, message), null);
  }

  boolean running() {
    return state instanceof Running;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name);
    json.set("state", json(state));
    ObjectNode last = json.putObject("lastState");
    if (lastTermination != null) {
      last.setAll(json(lastTermination));
    }
    json.put("ready", ready).put("restartCount", restartCount).put("image", image);
    json.put("imageID", containerId.isEmpty() ? "" : image);
    if (!containerId.isEmpty()) {
      json.put("containerID", containerId);
    }
    return json.put("started", running());
  }

  private static ObjectNode json(State state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (state) {
      case Waiting waiting -> {
        ObjectNode inner = json.putObject("waiting").put("reason", waiting.reason());
        putUnlessEmpty(inner, "message", waiting.message());
      }
      case Running running -> json.putObject("running").put("startedAt", time(running.startedAt()));
      case Terminated ended -> {
        ObjectNode inner = json.putObject("terminated").put("exitCode", ended.exitCode());
        inner.put("reason", ended.reason());
        putUnlessEmpty(inner, "message", ended.message());
        inner.put("startedAt", time(ended.startedAt()));
        inner.put("finishedAt", time(ended.finishedAt()));
        putUnlessEmpty(inner, "containerID", ended.containerId());
      }
    }
    return json;
  }

  private static void putUnlessEmpty(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  /** Kubernetes writes whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
