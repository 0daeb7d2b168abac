package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.gateway.GatewayPlan;
import io.voucherctl.server.gateway.GatewayServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole gateway that watches a cluster, as its callers and its admin port tell of it. */
@Timeout(60)
class GatewayWatchTest {
  private final WatchedCluster cluster;
  private final HttpClient client = HttpClient.newHttpClient();
  private final GatewayServer gateway;

  GatewayWatchTest() throws IOException {
    cluster = new WatchedCluster();
    gateway =
        GatewayServer.start(
            new GatewayPlan(
                GatewayPlan.Listen.plain("127.0.0.1", 0, 0),
                URI.create("http://127.0.0.1:9"),
                cluster.feed("app=gateway"),
                GatewayPlan.Limits.DEFAULTS,
                new GatewayPlan.Stopping(Duration.ZERO, Duration.ZERO),
                new GatewayPlan.Clocks(
                    InstantSource.system(), System::nanoTime, new SplittableRandom(1))));
  }

  @AfterEach
  void close() {
    gateway.close();
    cluster.close();
    client.close();
  }

  @Test
  void itIsReadyOnceTheClusterHasToldAllAndStaysSoWhenTheClusterIsAway() throws Exception {
    cluster.quotas("acme", "{rate: 50/s, burst: 60}");
    cluster.keys("acme");
    cluster.pod("one", "gateway", true);
    cluster.pod("two", "gateway", true);
    await(() -> status().at("/quotaSource/problem").asText().contains("refused the connection"));
    assertThat(get(gateway.adminPort(), "/readyz").statusCode()).isEqualTo(503);

    cluster.serve();
    await(() -> get(gateway.adminPort(), "/readyz").statusCode() == 200);
    HttpResponse<String> answer = get(gateway.port(), "/v1/vouchers");
    assertThat(answer.headers().firstValue("x-rate-limit-limit")).hasValue("60");
    assertThat(status().at("/fleet/readyReplicas").asInt()).isEqualTo(2);

    cluster.stop();
    await(() -> status().at("/quotaSource").has("unreachableSince"));
    await(() -> status().at("/fleet/problem").asText().contains("API server"));
    assertThat(status().at("/quotaSource").has("confirmedAt")).isTrue();
    assertThat(get(gateway.adminPort(), "/readyz").statusCode()).isEqualTo(200);
    assertThat(get(gateway.port(), "/v1/vouchers").headers().firstValue("x-rate-limit-limit"))
        .hasValue("60");

    cluster.quotas("acme", "{rate: 5/s, burst: 6}");
    cluster.serve();
    await(() -> !status().at("/quotaSource").has("unreachableSince"));
    assertThat(get(gateway.port(), "/v1/vouchers").headers().firstValue("x-rate-limit-limit"))
        .hasValue("6");
  }

  private JsonNode status() throws Exception {
    return new ObjectMapper().readTree(get(gateway.adminPort(), "/status").body());
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("X-App-Id", "app-acme")
            .header("X-App-Token", "s3cret")
            .build(),
        BodyHandlers.ofString());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(2);
    }
  }
}
