package io.voucherctl.commands.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.ClusterEndpoint;
import io.voucherctl.server.cluster.Kubeconfig;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The embedded cluster's endpoint, reached the way a person reaches it: by its kubeconfig. */
public final class OwnCluster implements AutoCloseable {
  public static final String NAMESPACE = "vouchers";

  private final ObjectStore store;
  private final ClusterEndpoint endpoint;
  private final KubeSession session;

  public OwnCluster(Path directory, InstantSource clock) throws IOException {
    store = new ObjectStore(clock);
    Namespaces.ensure(store, NAMESPACE);
    ClusterEndpoint.Options options = new ClusterEndpoint.Options("127.0.0.1", 0, "let-me-in");
    endpoint =
        ClusterEndpoint.start(options, store, run -> List.of(), System::nanoTime, new Random(42));
    Path kubeconfig = directory.resolve("kubeconfig");
    Kubeconfig.write(kubeconfig, endpoint.uri(), options.token(), "own", NAMESPACE);
    KubeConnection connection =
        new KubeconfigLoader(List.of()).resolve(new KubeTarget(kubeconfig, null, null));
    session =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), clock)
            .open(connection, KubeTimeouts.PERSON);
  }

  public KubeSession session() {
    return session;
  }

  /** Stores an object of the namespace; its uid. */
  public String create(String resource, String name, String json) throws IOException {
    ObjectNode stored =
        store.create(
            new ObjectStore.Key(resource, NAMESPACE, name),
            (ObjectNode) new ObjectMapper().readTree(json));
    return stored.path("metadata").path("uid").asText();
  }

  @Override
  public void close() {
    session.close();
    endpoint.close();
  }
}
