package io.voucherctl.commands.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A client on one named cluster. Whatever goes wrong in a {@link #call} leaves it as a Failure that
 * names the context and the server. Safe for any number of threads; whoever opened it closes it.
 */
public final class KubeSession implements AutoCloseable {
  private final KubernetesClient client;
  private final KubeConnection connection;
  private final KubeFailures failures;
  private final Duration alive;
  private volatile boolean answered;

  KubeSession(KubernetesClient client, KubeConnection connection, Duration alive) {
    this.client = client;
    this.connection = connection;
    this.alive = alive;
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
      requireAlive();
      return body.apply(client);
    } catch (KubernetesClientException e) {
      throw failures.of(request, e);
    }
  }

  /** Any answer will do, a refusal too: it only tells a slow server from a dead one. */
  private void requireAlive() {
    if (answered) {
      return;
    }
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(URI.create(client.getMasterUrl().toString()).resolve("version"))
            .timeout(alive.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    try {
      http.sendAsync(request, byte[].class).get(alive.toMillis(), TimeUnit.MILLISECONDS);
      answered = true;
    } catch (ExecutionException e) {
      throw KubernetesClientException.launderThrowable(e.getCause());
    } catch (TimeoutException e) {
      throw new KubernetesClientException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
