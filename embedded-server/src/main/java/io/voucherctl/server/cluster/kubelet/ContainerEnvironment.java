package io.voucherctl.server.cluster.kubelet;

import io.voucherctl.server.cluster.kubelet.ContainerSpec.Port;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The variables of a container, for its process and for {@code $(NAME)} in its args: {@code
 * POD_NAME}, {@code PORT_<NAME>} per named port, {@code VOLUME_<NAME>} per mounted volume, then the
 * spec's own {@code env}. A process has no mount namespace, so {@code mountPath} cannot be
 * honoured: {@code VOLUME_<NAME>} is the directory where the volume really is.
 */
final class ContainerEnvironment {
  private ContainerEnvironment() {}

  static Map<String, String> of(PodId pod, ContainerSpec container, Function<String, Path> volume) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("POD_NAME", pod.name());
    for (Port port : container.ports()) {
      if (!port.name().isEmpty()) {
        values.put("PORT_" + variable(port.name()), String.valueOf(port.hostPort()));
      }
    }
    for (String mount : container.mounts()) {
      values.put("VOLUME_" + variable(mount), volume.apply(mount).toString());
    }
    container
        .environment()
        .forEach((name, value) -> values.put(name, Expansion.expand(value, values)));
    return values;
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
