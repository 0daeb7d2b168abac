package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.Wire;
import io.voucherctl.server.quota.TenantsFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent to the gateway's port, and however it ends, it is counted once. */
@Timeout(30)
class EveryRequestCountedTest {
  private static final String KEYS =
      "Host: t\r\nX-App-Id: " + ACME.appId() + "\r\nX-App-Token: " + ACME.appToken() + "\r\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private final CountDownLatch slowCallArrived = new CountDownLatch(1);
  private final CountDownLatch slowCallMayEnd = new CountDownLatch(1);
  private final HandClock clock = new HandClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer api;
  private GatewayServer gateway;

  @BeforeEach
  void start() throws Exception {
    Path tenants = directory.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(ACME)));
    Path quotas = Files.createDirectory(directory.resolve("quotas"));
    Files.writeString(quotas.resolve("acme"), "rate: 1/h\nburst: 6\n");
    Refusals refusals = new Refusals(new SplittableRandom(1));
    api = HttpServer.start(HttpServer.Options.of("api", "127.0.0.1", 0), this::answer, refusals);
    gateway =
        GatewayServer.start(
            new GatewayPlan(
                GatewayPlan.Listen.plain("127.0.0.1", 0, 0),
                URI.create("http://127.0.0.1:" + api.port()),
                new DirectoryFeed(quotas, null, tenants),
                GatewayPlan.Limits.DEFAULTS,
                new GatewayPlan.Stopping(Duration.ZERO, Duration.ofSeconds(10)),
                new GatewayPlan.Clocks(clock, clock, new SplittableRandom(7))));
  }

  private Response answer(Request request) throws InterruptedException {
    if (request.head().rawTarget().endsWith("slow")) {
      slowCallArrived.countDown();
      slowCallMayEnd.await(10, TimeUnit.SECONDS);
    }
    return Response.text(request.head().rawTarget().endsWith("gone") ? 404 : 200, "ok\n");
  }

  @AfterEach
  void stop() {
    slowCallMayEnd.countDown();
    http.close();
    gateway.close();
    api.close();
  }

  @Test
  void countsWhatIsRefusedWithoutATenant() throws Exception {
    assertThat(send("GET /v1/orders HTTP/1.1\r\nHost: t\r\n\r\n")).isEqualTo(401);
    assertThat(send("GET /v1/orders HTTP/1.1\r\n\r\n")).isEqualTo(400);
    assertThat(send("GET  HTTP/1.1\r\nHost: t\r\n\r\n")).isEqualTo(400);
    assertThat(send("GET / HTTP/2.0\r\nHost: t\r\n\r\n")).isEqualTo(505);
    assertThat(send("CONNECT h:1 HTTP/1.1\r\nHost: t\r\n\r\n")).isEqualTo(501);
    assertThat(send("GET / HTTP/1.1\r\n" + KEYS + "Upgrade: websocket\r\n\r\n")).isEqualTo(501);
    assertThat(send("GET / HTTP/1.1\r\n" + KEYS + "Expect: tea\r\n\r\n")).isEqualTo(417);
    assertThat(send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + KEYS + "\r\n")).isEqualTo(414);
    assertThat(send("GET / HTTP/1.1\r\nX: " + "a".repeat(40_000) + "\r\n\r\n")).isEqualTo(431);
    assertThat(send("POST / HTTP/1.1\r\n" + KEYS + "Content-Length: 99999999999\r\n\r\n"))
        .isEqualTo(413);

    GatewayStatus status = status(all -> true);
    assertThat(status.unknown().by().refused())
        .containsExactly(
            entry("body_too_large", 1L),
            entry("credentials", 1L),
            entry("headers_too_large", 1L),
            entry("malformed", 2L),
            entry("not_spoken", 4L),
            entry("target_too_long", 1L));
    assertThat(status.unauthorized()).isEqualTo(1);
    assertThat(status.total().offered()).isEqualTo(10);
    assertThat(status.total().refused()).isEqualTo(10);
  }

  @Test
  void countsWhatATenantGets() throws Exception {
    assertThat(send("GET /v1/orders HTTP/1.1\r\n" + KEYS + "\r\n")).isEqualTo(200);
    assertThat(send("GET /v1/orders/gone HTTP/1.1\r\n" + KEYS + "\r\n")).isEqualTo(404);
    assertThat(
            send("POST /v1/orders HTTP/1.1\r\n" + KEYS + "Transfer-Encoding: chunked\r\n\r\nx\r\n"))
        .isEqualTo(400);
    try (Wire wire = new Wire(gateway.port())) {
      wire.send(
          ("GET /v1/orders HTTP/1.1\r\n" + KEYS + "\r\n")
              .repeat(2)
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(wire.answer().status()).isEqualTo(200);
      assertThat(wire.answer().status()).isEqualTo(200);
    }
    leaveInTheMiddle();
    assertThat(send("GET /v1/orders HTTP/1.1\r\n" + KEYS + "\r\n")).isEqualTo(429);

    GatewayStatus status = status(total -> total.left() == 1);
    RouteStatus total = status.total();
    assertThat(total.offered()).isEqualTo(7);
    assertThat(total.by().answered()).containsExactly(entry("2xx", 3L), entry("4xx", 2L));
    assertThat(total.by().limited()).containsExactly(entry("tenant", 1L));
    assertThat(total.left()).isEqualTo(1);
    assertThat(total.inFlight()).isZero();
  }

  private void leaveInTheMiddle() throws Exception {
    try (Wire wire = new Wire(gateway.port())) {
      wire.send(("GET /v1/slow HTTP/1.1\r\n" + KEYS + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(slowCallArrived.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(status(total -> true).total().inFlight()).isEqualTo(1);
    }
  }

  @Test
  void tellsTheQuotaToAClientThatDoesNotSendItsRequestWhole() throws Exception {
    try (Wire wire = new Wire(gateway.port())) {
      wire.send(
          ("POST /v1/orders HTTP/1.1\r\n" + KEYS + "Transfer-Encoding: chunked\r\n\r\nx\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      Wire.Answer answer = wire.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("x-rate-limit-remaining")).isEqualTo("5");
      assertThat(answer.header("ratelimit")).isEqualTo("\"burst\";r=5;t=18000");
    }
  }

  private int send(String request) throws Exception {
    try (Wire wire = new Wire(gateway.port())) {
      wire.send(request.getBytes(StandardCharsets.US_ASCII));
      return wire.answer().status();
    }
  }

  /** The status once it is as expected, or what it was when patience ended. */
  private GatewayStatus status(Predicate<RouteStatus> expected) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + "/status");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      GatewayStatus status = JSON.readValue(body, GatewayStatus.class);
      Conservation.holds(status.total());
      if (expected.test(status.total()) || System.nanoTime() > deadline) {
        return status;
      }
    }
  }
}
