package io.voucherctl.commands.serve;

import io.voucherctl.server.cluster.Ingress;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.http.ProxyServer;
import io.voucherctl.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One address before the ready pods of an app: the region's ingress, and its Services. */
final class PodFront implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Ingress pods;
  private final ProxyServer proxy;

  private PodFront(Ingress pods, ProxyServer proxy) {
    this.pods = pods;
    this.proxy = proxy;
  }

  /**
   * Listens when this returns.
   *
   * @param app what the pods' label {@code app} says
   * @param port 0 takes a free one
   */
  static PodFront start(
      String name, String app, int port, ObjectStore store, RandomGenerator random) {
    Ingress pods = new Ingress(store, Manifests.NAMESPACE, Map.of("app", app), "http", random);
    try {
      ProxyServer.Options options = ProxyServer.Options.of(name, Ports.HOST, port).withGrace(GRACE);
      return new PodFront(
          pods,
          Ports.bound(() ->
              ProxyServer.start(
                  options, pods, (status, message, head) -> refusal(status, message))));
    } catch (RuntimeException e) {
      pods.close();
      throw e;
    }
  }

  int port() {
    return proxy.port();
  }

  @Override
  public void close() {
    proxy.close();
    pods.close();
  }

  /** The pods word their own errors; this is for what never reaches one. */
  private static Response refusal(int status, String message) {
    String words = message.replaceAll("[^ -~]|[\"\\\\]", " ");
    String body =
        "{\"code\":" + status + ",\"key\":\"invalid_request\",\"message\":\"" + words + "\"}";
    return Response.json(status, body.getBytes(StandardCharsets.UTF_8));
  }
}
