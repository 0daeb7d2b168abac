package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both kinds of keys over real sockets: targets and headers exactly as they are written here. */
@Timeout(30)
class ClientKeysWireTest {
  private static final String SERVER_KEYS =
      "X-App-Id: " + ACME.appId() + "\r\nX-APP-TOKEN: " + ACME.appToken() + "\r\n";
  private static final String CLIENT_KEYS =
      "x-client-application-id: "
          + ACME.client().appId()
          + "\r\nX-Client-Token: "
          + ACME.client().token()
          + "\r\nOrigin: https://shop.example\r\n";

  @TempDir Path directory;
  private final HandClock clock = new HandClock();
  private HttpServer api;
  private GatewayServer gateway;

  @BeforeEach
  void start() throws Exception {
    Path tenants = directory.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(ACME, Bench.BOLT)));
    Refusals refusals = new Refusals(new SplittableRandom(1));
    api =
        HttpServer.start(
            HttpServer.Options.of("api", "127.0.0.1", 0), ClientKeysWireTest::tell, refusals);
    gateway =
        GatewayServer.start(
            new GatewayPlan(
                GatewayPlan.Listen.plain("127.0.0.1", 0, 0),
                URI.create("http://127.0.0.1:" + api.port()),
                new DirectoryFeed(null, null, tenants),
                GatewayPlan.Limits.DEFAULTS,
                new GatewayPlan.Stopping(Duration.ZERO, Duration.ofSeconds(10)),
                new GatewayPlan.Clocks(clock, clock, new SplittableRandom(7))));
  }

  @AfterEach
  void stop() {
    gateway.close();
    api.close();
  }

  @Test
  void aClientCallArrivesUnderItsTenantWithoutAnyKeys() throws Exception {
    assertThat(ask("/client/v1/validate?code=A%2FB", CLIENT_KEYS + SERVER_KEYS + CLIENT_KEYS))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("x-rate-limit-remaining: 79")
        .endsWith("/client/v1/validate?code=A%2FB acme keys=0");
    assertThat(ask("http://api.example/client/v1/redeem/", CLIENT_KEYS))
        .endsWith("/client/v1/redeem/ acme keys=0");
  }

  @Test
  void noSpellingOfAPathLetsTheWrongKeysIn() throws Exception {
    for (String target :
        List.of(
            "/client/v1/redeem",
            "/%63lient/v1/redeem",
            "//client/v1/redeem",
            "/v1/../client/v1/redeem",
            "http://api.example/client/v1/redeem",
            "http://api.example//client/v1/redeem/")) {
      assertThat(ask(target, SERVER_KEYS)).as(target).startsWith("HTTP/1.1 401 ");
    }
    for (String target :
        List.of("/v1/vouchers", "//client/v1/redeem", "/client/v1/../../v1/vouchers", "*")) {
      assertThat(ask(target, CLIENT_KEYS)).as(target).startsWith("HTTP/1.1 401 ");
    }
  }

  private static Response tell(Request request) {
    long keys = ApiSide.KEY_HEADERS.stream().filter(name -> request.header(name) != null).count();
    return Response.text(
        200, request.head().rawTarget() + " " + request.header(Tenant.HEADER) + " keys=" + keys);
  }

  private String ask(String target, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String text =
          "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
