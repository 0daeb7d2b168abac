package io.voucherctl.commands.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.KubeRequest;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.server.gateway.GatewayStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpStatus;

/** Finds the gateway pods through Kubernetes and asks each for its {@code /status}. */
final class KubeGatewayProbe implements GatewayProbe {
  private static final String ADMIN = "admin";

  private final KubeSession session;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param http with short timeouts: a gateway that is about to die answers nobody
   */
  KubeGatewayProbe(KubeSession session, HttpClient http) {
    this.session = session;
    this.http = http;
  }

  @Override
  public List<GatewaySample> sample() {
    List<GatewaySample> samples = new ArrayList<>();
    for (Pod pod : pods()) {
      adminPort(pod)
          .flatMap(port -> status(pod, port))
          .ifPresent(status -> samples.add(sample(pod, status)));
    }
    return samples;
  }

  private List<Pod> pods() {
    try {
      return session.call(
          KubeRequest.list("pods", session.namespace()),
          client ->
              client
                  .pods()
                  .inNamespace(session.namespace())
                  .withLabel("app", "gateway")
                  .list()
                  .getItems());
    } catch (Failure.Unreachable e) {
      return List.of();
    }
  }

  private static Optional<Integer> adminPort(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(Container::getPorts)
        .flatMap(List::stream)
        .filter(port -> ADMIN.equals(port.getName()) && port.getHostPort() != null)
        .map(ContainerPort::getHostPort)
        .findFirst();
  }

  private Optional<GatewayStatus> status(Pod pod, int port) {
    String host = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
    if (host == null) {
      return Optional.empty();
    }
    HttpGet get = new HttpGet("http://" + host + ":" + port + "/status");
    try {
      return http.execute(
          get,
          response ->
              response.getCode() == HttpStatus.SC_OK
                  ? Optional.of(
                      json.readValue(response.getEntity().getContent(), GatewayStatus.class))
                  : Optional.empty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static GatewaySample sample(Pod pod, GatewayStatus status) {
    List<RouteCount> counts =
        status.tenants().stream()
            .flatMap(tenant ->
                tenant.routes().stream()
                    .map(route ->
                        new RouteCount(
                            tenant.tenant(),
                            route.route(),
                            route.offered(),
                            route.admitted(),
                            route.limited())))
            .toList();
    return new GatewaySample(
        pod.getMetadata().getName(),
        Instant.parse(status.startedAt()),
        status.heap().usedAfterLastGcBytes(),
        status.heap().maxBytes(),
        counts);
  }
}
