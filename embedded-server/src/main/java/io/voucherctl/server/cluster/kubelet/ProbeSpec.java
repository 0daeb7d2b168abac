package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.kubelet.ContainerSpec.Port;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An httpGet probe; {@code port} is one of 127.0.0.1. Absent fields have Kubernetes' defaults. */
record ProbeSpec(
    String path,
    int port,
    Duration initialDelay,
    Duration period,
    Duration timeout,
    int failureThreshold,
    int successThreshold) {

  /** Null when there is no probe. */
  static @Nullable ProbeSpec of(JsonNode probe, List<Port> ports) {
    if (!probe.isObject()) {
      return null;
    }
    JsonNode get = probe.path("httpGet");
    if (!get.isObject() || get.path("scheme").asText("HTTP").equals("HTTPS")) {
      throw new IllegalArgumentException("this kubelet probes by httpGet over plain HTTP only");
    }
    String path = get.path("path").asText("/");
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("not a path to probe: \"" + path + "\"");
    }
    return new ProbeSpec(
        path,
        port(get.path("port"), ports),
        seconds(probe, "initialDelaySeconds", 0, 0),
        seconds(probe, "periodSeconds", 10, 1),
        seconds(probe, "timeoutSeconds", 1, 1),
        Math.max(1, probe.path("failureThreshold").asInt(3)),
        Math.max(1, probe.path("successThreshold").asInt(1)));
  }

  /** A declared port, by name or number, is where the kubelet put it; another one is itself. */
  private static int port(JsonNode wanted, List<Port> ports) {
    String text = wanted.asText();
    for (Port port : ports) {
      boolean named = !port.name().isEmpty() && port.name().equals(text);
      if (named || String.valueOf(port.containerPort()).equals(text)) {
        return port.hostPort();
      }
    }
    int number = wanted.isInt() ? wanted.asInt() : 0;
    if (number < 1 || number > 65_535) {
      throw new IllegalArgumentException("no port \"" + text + "\" to probe");
    }
    return number;
  }

  private static Duration seconds(JsonNode probe, String field, int absent, int least) {
    return Duration.ofSeconds(Math.clamp(probe.path(field).asInt(absent), least, 86_400));
  }
}
