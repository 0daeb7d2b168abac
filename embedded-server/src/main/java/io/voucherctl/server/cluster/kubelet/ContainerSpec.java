package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod.
 *
 * @param environment in the order of the spec, not yet expanded
 * @param mounts names of the mounted volumes
 * @param memoryLimitBytes 0 without a limit
 * @param logTellsWhy {@code terminationMessagePolicy: FallbackToLogsOnError}
 */
record ContainerSpec(
    String name,
    String image,
    List<String> args,
    Map<String, String> environment,
    List<Port> ports,
    List<String> mounts,
    long memoryLimitBytes,
    boolean logTellsWhy,
    @Nullable ProbeSpec liveness,
    @Nullable ProbeSpec readiness) {

  /** A container port and the port of 127.0.0.1 that stands for it. */
  record Port(String name, int containerPort, int hostPort) {}

  private static final Set<String> CANNOT =
      Set.of("command", "startupProbe", "lifecycle", "envFrom", "volumeDevices");

  static ContainerSpec of(JsonNode container) {
    String name = PodSpec.name(container.path("name").asText(), "container");
    if (name.equals("volumes")) {
      throw new IllegalArgumentException("the name \"volumes\" is taken by a pod's volumes");
    }
    for (String field : CANNOT) {
      if (!container.path(field).isEmpty()) {
        throw new IllegalArgumentException("this kubelet knows no " + field + " (" + name + ")");
      }
    }
    List<String> args = new ArrayList<>();
    container.path("args").forEach(arg -> args.add(arg.asText()));
    List<Port> ports = ports(container);
    String limit = container.path("resources").path("limits").path("memory").asText();
    return new ContainerSpec(
        name,
        container.path("image").asText(),
        List.copyOf(args),
        environment(container),
        ports,
        mounts(container),
        limit.isEmpty() ? 0 : MemoryQuantity.bytes(limit),
        container.path("terminationMessagePolicy").asText().equals("FallbackToLogsOnError"),
        ProbeSpec.of(container.path("livenessProbe"), ports),
        ProbeSpec.of(container.path("readinessProbe"), ports));
  }

  private static List<Port> ports(JsonNode container) {
    List<Port> ports = new ArrayList<>();
    for (JsonNode port : container.path("ports")) {
      ports.add(
          new Port(
              port.path("name").asText(),
              port.path("containerPort").asInt(),
              port.path("hostPort").asInt()));
    }
    return List.copyOf(ports);
  }

  private static Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode entry : container.path("env")) {
      String name = entry.path("name").asText();
      if (!entry.path("valueFrom").isMissingNode()) {
        throw new IllegalArgumentException("this kubelet knows no valueFrom (env " + name + ")");
      }
      if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a name for a variable: \"" + name + "\"");
      }
      environment.put(name, entry.path("value").asText());
    }
    return environment;
  }

  private static List<String> mounts(JsonNode container) {
    List<String> mounts = new ArrayList<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      mounts.add(mount.path("name").asText());
    }
    return List.copyOf(mounts);
  }
}
