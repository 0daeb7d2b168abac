package io.voucherctl.commands.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.FleetStatus;
import io.voucherctl.server.gateway.FleetStatus.Replica;
import io.voucherctl.server.gateway.FleetStatus.Unreachable;
import io.voucherctl.server.gateway.GatewayStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;

/** Asks gateways on their admin ports, all at once: a person waits, and one may be dying. */
final class AdminPorts {
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final Duration patience;
  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  AdminPorts(Duration patience) {
    this.patience = patience;
  }

  /**
   * Who answers, in the order of the addresses; nobody is {@link Failure.Unreachable}.
   *
   * @param hint for when nobody answers
   */
  GatewayReading ask(List<AdminAddress> addresses, String hint) {
    List<Replica> replicas = new ArrayList<>();
    List<Unreachable> unreachable = new ArrayList<>();
    List<Callable<GatewayStatus>> questions = new ArrayList<>();
    try (CloseableHttpClient http = client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      addresses.forEach(address -> questions.add(() -> status(http, address)));
      List<Future<GatewayStatus>> answers =
          threads.invokeAll(questions, patience.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < addresses.size(); i++) {
        String name = addresses.get(i).name();
        try {
          replicas.add(new Replica(name, answers.get(i).get()));
        } catch (CancellationException e) {
          unreachable.add(new Unreachable(name, "no answer in " + patience.toMillis() + " ms"));
        } catch (ExecutionException e) {
          unreachable.add(new Unreachable(name, words(e)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Unreachable("interrupted", null, e);
    } catch (IOException e) {
      throw new Failure.Broken("cannot close connections", null, e);
    }
    if (replicas.isEmpty()) {
      throw new Failure.Unreachable(nobody(unreachable), hint, null);
    }
    return new GatewayReading(replicas, unreachable);
  }

  private static String nobody(List<Unreachable> unreachable) {
    return unreachable.stream()
        .map(gateway -> "gateway " + gateway.name() + " gave no status: " + gateway.reason())
        .collect(Collectors.joining("; "));
  }

  private GatewayStatus status(CloseableHttpClient http, AdminAddress address) throws IOException {
    return http.execute(new HttpGet(address.status()), this::read);
  }

  private GatewayStatus read(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != HttpStatus.SC_OK || response.getEntity() == null) {
      throw new IOException("status " + response.getCode());
    }
    byte[] body = EntityUtils.toByteArray(response.getEntity(), MOST_BYTES);
    GatewayStatus status = json.readValue(body, GatewayStatus.class);
    if (!GatewayStatus.SCHEMA.equals(status.schema())) {
      throw new IOException("not a gateway's status");
    }
    try {
      FleetStatus.of(List.of(new Replica("", status)), List.of(), false);
    } catch (RuntimeException e) {
      throw new IOException("not a gateway's whole status", e);
    }
    return status;
  }

  private static String words(ExecutionException failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    String message = cause.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return line.isEmpty() ? cause.getClass().getSimpleName() : line;
  }

  private CloseableHttpClient client() {
    return HttpClients.custom()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(patience))
                        .setSocketTimeout(Timeout.of(patience))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.of(patience)).build())
        .build();
  }
}
