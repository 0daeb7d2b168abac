package io.voucherctl.commands.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.server.gateway.FleetStatus.Unreachable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gateway pods and reads each on its port {@code admin}, which this machine must be able
 * to reach. Pods are read as plain JSON: Fabric8's typed model costs more than the request.
 */
public final class KubeGatewayReader implements GatewayReader {
  private static final String GATEWAYS = "/pods?labelSelector=app%3Dgateway";
  private static final String ADMIN = "admin";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubeSession session;

  public KubeGatewayReader(KubeSession session) {
    this.session = session;
  }

  @Override
  public GatewayReading read(Duration patience) {
    List<AdminAddress> addresses = new ArrayList<>();
    List<Unreachable> unreachable = new ArrayList<>();
    for (JsonNode pod : pods()) {
      AdminAddress address = address(pod);
      if (address == null) {
        unreachable.add(new Unreachable(name(pod), "no admin port yet"));
      } else {
        addresses.add(address);
      }
    }
    if (addresses.isEmpty()) {
      throw new Failure.Unreachable(
          "no gateway runs in namespace " + session.namespace(),
          "gateways are pods labelled app=gateway with a port named admin; or give --admin URL",
          null);
    }
    GatewayReading reading =
        new AdminPorts(patience)
            .ask(addresses, "see voucherctl pods restarts for what became of them");
    unreachable.addAll(reading.unreachable());
    return new GatewayReading(reading.replicas(), unreachable);
  }

  private JsonNode pods() {
    KubeRequest request = KubeRequest.list("pods", session.namespace());
    String namespace = URLEncoder.encode(session.namespace(), StandardCharsets.UTF_8);
    String path = "/api/v1/namespaces/" + namespace + GATEWAYS;
    String text = session.call(request, client -> client.raw(path, "GET", null));
    try {
      return JSON.readTree(text).path("items");
    } catch (JsonProcessingException e) {
      throw new Failure.Broken(
          "cannot " + request + ": the server does not speak the Kubernetes API", null, null);
    }
  }

  private static @Nullable AdminAddress address(JsonNode pod) {
    String host = pod.path("status").path("podIP").asText("");
    for (JsonNode container : pod.path("spec").path("containers")) {
      for (JsonNode port : container.path("ports")) {
        int number = port.path("hostPort").asInt(port.path("containerPort").asInt());
        if (ADMIN.equals(port.path("name").asText()) && number > 0 && !host.isEmpty()) {
          return AdminAddress.of(name(pod), host, number);
        }
      }
    }
    return null;
  }

  private static String name(JsonNode pod) {
    return pod.path("metadata").path("name").asText();
  }
}
