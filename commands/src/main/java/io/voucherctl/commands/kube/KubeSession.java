package io.voucherctl.commands.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Function;

/**
 * A client on one named cluster. Whatever goes wrong in a {@link #call} leaves it as a Failure that
 * names the context and the server. Safe for any number of threads; whoever opened it closes it.
 */
public final class KubeSession implements AutoCloseable {
  private final KubernetesClient client;
  private final KubeConnection connection;
  private final KubeFailures failures;

  KubeSession(KubernetesClient client, KubeConnection connection) {
    this.client = client;
    this.connection = connection;
    this.failures = new KubeFailures(connection);
  }

  public String context() {
    return connection.context();
  }

  public String namespace() {
    return connection.namespace();
  }

  /**
   * Asks the API server.
   *
   * @param request what the body is about to ask, for the words of a failure
   */
  public <T> T call(KubeRequest request, Function<KubernetesClient, T> body) {
    try {
      return body.apply(client);
    } catch (KubernetesClientException e) {
      throw failures.of(request, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
