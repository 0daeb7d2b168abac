package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with four places before an API that answers when a test lets it. */
class OverloadWireTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final HandClock clock = new HandClock();
  private HttpServer api;
  private GatewayServer gateway;

  @BeforeEach
  void start() throws Exception {
    Refusals errors = new Refusals(new SplittableRandom(1));
    api =
        HttpServer.start(
            HttpServer.Options.of("api", "127.0.0.1", 0),
            request -> {
              if (request.head().rawTarget().endsWith("slow")) {
                answers.await(10, TimeUnit.SECONDS);
              }
              return Response.text(200, "ok");
            },
            errors);
    Path tenants = directory.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(Bench.ACME, Bench.BOLT)));
    gateway =
        GatewayServer.start(
            new GatewayPlan(
                GatewayPlan.Listen.plain("127.0.0.1", 0, 0),
                URI.create("http://127.0.0.1:" + api.port()),
                new DirectoryFeed(null, null, tenants),
                new GatewayPlan.Limits(new OverloadLimits(80, 90, 4), false),
                new GatewayPlan.Stopping(Duration.ZERO, PATIENCE),
                new GatewayPlan.Clocks(clock, clock, new SplittableRandom(7))));
  }

  @AfterEach
  void stop() {
    answers.countDown();
    client.close();
    gateway.close();
    api.close();
  }

  @Test
  void oneTenantNeverTakesAllPlaces() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> slow =
        List.of(slow(Bench.ACME), slow(Bench.ACME), slow(Bench.ACME));
    await(() -> inFlight() == 3);

    HttpResponse<String> shed = get(Bench.ACME, "/v1/vouchers");
    assertThat(shed.statusCode()).isEqualTo(503);
    assertThat(shed.headers().firstValue("retry-after")).hasValue("1");
    assertThat(shed.body()).contains("\"key\":\"service_unavailable\"");
    assertThat(get(Bench.BOLT, "/v1/vouchers").statusCode()).isEqualTo(200);
    answers.countDown();
    for (CompletableFuture<HttpResponse<String>> one : slow) {
      assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    await(() -> inFlight() == 0);
    assertThat(get(Bench.ACME, "/v1/vouchers").statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatLeavesGivesItsPlaceBack() throws Exception {
    String head =
        "GET /v1/slow HTTP/1.1\r\nHost: h\r\nX-App-Id: %s\r\nX-App-Token: %s\r\n\r\n"
            .formatted(Bench.ACME.appId(), Bench.ACME.appToken());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      await(() -> inFlight() == 1);
    }
    await(() -> inFlight() == 0);
  }

  @Test
  void anUpstreamThatIsGoneKeepsNoPlace() throws Exception {
    api.close();
    for (int i = 0; i < 10; i++) {
      assertThat(get(Bench.ACME, "/v1/vouchers").statusCode()).isEqualTo(503);
    }
    assertThat(inFlight()).isZero();
    assertThat(status().at("/overload/mostInFlight").intValue()).isEqualTo(4);
    assertThat(status().at("/overload/level").textValue()).isEqualTo("normal");
  }

  private CompletableFuture<HttpResponse<String>> slow(Tenant tenant) {
    return client.sendAsync(
        request(gateway.port(), tenant, "/v1/slow"), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(Tenant tenant, String path) throws Exception {
    return client.send(request(gateway.port(), tenant, path), HttpResponse.BodyHandlers.ofString());
  }

  private int inFlight() throws Exception {
    return status().at("/overload/inFlight").intValue();
  }

  private JsonNode status() throws Exception {
    HttpRequest ask = request(gateway.adminPort(), Bench.ACME, "/status");
    return new ObjectMapper()
        .readTree(client.send(ask, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static HttpRequest request(int port, Tenant tenant, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("X-App-Id", tenant.appId())
        .header("X-App-Token", tenant.appToken())
        .build();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(deadline);
    }
  }
}
