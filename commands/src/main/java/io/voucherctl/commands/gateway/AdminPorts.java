package io.voucherctl.commands.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.gateway.FleetStatus.Replica;
import io.voucherctl.server.gateway.GatewayStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final Timeout CONNECT = Timeout.ofSeconds(1);
  private static final Timeout ANSWER = Timeout.ofSeconds(3);
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final ObjectMapper json =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * Who answers, in the order of the addresses; nobody is {@link Failure.Unreachable}.
   *
   * @param hint for when nobody answers
   */
  GatewayReading ask(List<AdminAddress> addresses, String hint) {
    List<Replica> replicas = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    try (CloseableHttpClient http = client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<GatewayStatus>> answers =
          addresses.stream().map(to -> threads.submit(() -> status(http, to))).toList();
      for (int i = 0; i < addresses.size(); i++) {
        String name = addresses.get(i).name();
        try {
          replicas.add(new Replica(name, answers.get(i).get()));
        } catch (ExecutionException e) {
          notes.add("gateway " + name + " gave no status: " + words(e.getCause()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Unreachable("interrupted", null, e);
    } catch (IOException e) {
      throw new Failure.Broken("cannot close connections", null, e);
    }
    if (replicas.isEmpty()) {
      throw new Failure.Unreachable(String.join("; ", notes), hint, null);
    }
    return new GatewayReading(replicas, notes);
  }

  private GatewayStatus status(CloseableHttpClient http, AdminAddress address)
      throws IOException {
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
    return status;
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return line.isEmpty() ? cause.getClass().getSimpleName() : line;
  }

  private static CloseableHttpClient client() {
    return HttpClients.custom()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(ANSWER)
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWER).build())
        .build();
  }
}
