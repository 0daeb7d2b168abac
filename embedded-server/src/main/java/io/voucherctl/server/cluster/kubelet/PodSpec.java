package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the kubelet goes by in an admitted pod. */
record PodSpec(
    RestartPolicy restartPolicy,
    Duration grace,
    List<ContainerSpec> containers,
    List<VolumeSpec> volumes) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final int LONGEST_FILE_NAME = 255;
  private static final Set<String> CANNOT = Set.of("initContainers", "ephemeralContainers");

  /**
   * Reads a pod.
   *
   * @throws IllegalArgumentException naming what is malformed, or what a kubelet of processes
   *     cannot do and would be wrong to pass over
   */
  static PodSpec of(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    for (String field : CANNOT) {
      if (!spec.path(field).isEmpty()) {
        throw new IllegalArgumentException("this kubelet runs no " + field);
      }
    }
    name(pod.path("metadata").path("namespace").asText(), "namespace");
    name(pod.path("metadata").path("name").asText(), "pod");
    if (PodId.of(pod).directory().length() > LONGEST_FILE_NAME) {
      throw new IllegalArgumentException("namespace and name are too long for a directory");
    }
    List<VolumeSpec> volumes = new ArrayList<>();
    spec.path("volumes").forEach(volume -> volumes.add(VolumeSpec.of(volume)));
    unique(volumes.stream().map(VolumeSpec::name).toList(), "volume");
    List<ContainerSpec> containers = new ArrayList<>();
    spec.path("containers").forEach(container -> containers.add(ContainerSpec.of(container)));
    unique(containers.stream().map(ContainerSpec::name).toList(), "container");
    if (containers.isEmpty()) {
      throw new IllegalArgumentException("a pod needs a container");
    }
    long grace = spec.path("terminationGracePeriodSeconds").asLong(30);
    return new PodSpec(
        RestartPolicy.of(spec.path("restartPolicy").asText()),
        Duration.ofSeconds(Math.clamp(grace, 0, 3_600)),
        List.copyOf(containers),
        List.copyOf(volumes));
  }

  /** Names become directories, so they must be what Kubernetes allows (RFC 1123). */
  static String name(String name, String what) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new IllegalArgumentException("not a name for a " + what + ": \"" + name + "\"");
    }
    return name;
  }

  private static void unique(List<String> names, String what) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("two of the name: " + what + " \"" + name + "\"");
      }
    }
  }
}
