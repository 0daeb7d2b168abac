package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.kube.ExecRunner;
import io.voucherctl.commands.kube.KubeClients;
import io.voucherctl.commands.kube.KubeConnection;
import io.voucherctl.commands.kube.KubeFollower.Pace;
import io.voucherctl.commands.kube.KubeServer;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTimeouts;
import io.voucherctl.commands.kube.KubeUser;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that ships, over its real HTTP and always on the same port, so that it can be
 * stopped and started again under a feed. Not started at first.
 */
final class WatchedCluster implements AutoCloseable {
  /** Only the watch is quick: what a test sees in time, it did not get by looking again. */
  private static final Pace PACE =
      new Pace(
          Duration.ofHours(1), Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(100));

  static final ObjectStore.Key QUOTAS = new ObjectStore.Key("configmaps", "shop", "tenant-quotas");
  static final ObjectStore.Key KEYS = new ObjectStore.Key("secrets", "shop", "tenant-keys");

  private static final ObjectMapper JSON = new ObjectMapper();

  final ObjectStore store = new ObjectStore(Instant::now);
  private final int port;
  private final KubeSession session;
  private @Nullable ClusterEndpoint endpoint;

  WatchedCluster() throws IOException {
    Namespaces.ensure(store, "shop");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    session =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), Instant::now)
            .open(connection(), KubeTimeouts.PERSON);
  }

  private KubeConnection connection() {
    URI url = URI.create("http://127.0.0.1:" + port);
    return new KubeConnection(
        "ctx",
        "shop",
        new KubeServer(url, false, null, null, null, null),
        new KubeUser("me", "let-me-in", null, null, null, null, null));
  }

  KubeFeed feed(@Nullable String fleet) {
    return new KubeFeed(session, fleet, PACE, new SplittableRandom(1));
  }

  void serve() throws IOException {
    endpoint =
        ClusterEndpoint.start(
            new ClusterEndpoint.Options("127.0.0.1", port, "let-me-in"),
            store,
            run -> List.of(),
            System::nanoTime,
            new Random(42));
  }

  void stop() {
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Override
  public void close() {
    session.close();
    stop();
  }

  void quotas(String tenant, String text) throws IOException {
    ObjectNode map = JSON.createObjectNode();
    map.putObject("data").put(tenant, text);
    put(QUOTAS, map.toString());
  }

  void keys(String tenant) throws IOException {
    byte[] text =
        ("{appId: app-" + tenant + ", appToken: s3cret}").getBytes(StandardCharsets.UTF_8);
    ObjectNode secret = JSON.createObjectNode();
    secret.putObject("data").put(tenant, text);
    put(KEYS, secret.toString());
  }

  void pod(String name, String app, boolean ready) throws IOException {
    put(
        new ObjectStore.Key("pods", "shop", name),
        """
        {"metadata": {"labels": {"app": "%s"}}, "spec": {},
         "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
        """
            .formatted(app, ready ? "True" : "False"));
  }

  void put(ObjectStore.Key key, String json) throws IOException {
    ObjectNode object = (ObjectNode) JSON.readTree(json);
    if (store.find(key).isEmpty()) {
      store.create(key, object);
    } else {
      store.edit(
          key,
          there -> (ObjectNode) there.setAll((ObjectNode) object.without(List.of("metadata"))));
    }
  }
}
