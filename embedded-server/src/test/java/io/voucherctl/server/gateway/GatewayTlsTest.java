package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Certificates;
import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.http.TlsException;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose tenants call over TLS. */
final class GatewayTlsTest {
  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private HttpServer api;
  private Path tenants;
  private Path certificate;
  private Path key;

  @BeforeEach
  void start() throws Exception {
    api =
        HttpServer.start(
            HttpServer.Options.of("api", "127.0.0.1", 0),
            request -> Response.text(200, String.valueOf(request.header(Tenant.HEADER))),
            new Refusals(new SplittableRandom(1)));
    tenants = folder.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(ACME)));
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    Certificates.one().writeTo(certificate, key);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private GatewayPlan plan(int port) {
    return new GatewayPlan(
        new GatewayPlan.Listen("127.0.0.1", port, 0, new GatewayPlan.Tls(certificate, key)),
        URI.create("http://127.0.0.1:" + api.port()),
        new DirectoryFeed(null, null, tenants),
        GatewayPlan.Limits.DEFAULTS,
        new GatewayPlan.Stopping(Duration.ZERO, Duration.ofSeconds(10)),
        new GatewayPlan.Clocks(clock, clock, new SplittableRandom(7)));
  }

  @Test
  void limitsBothVersionsOfHttpAlikeAndTellsHowItsCertificateStands() throws Exception {
    try (GatewayServer gateway = GatewayServer.start(plan(0));
        HttpClient client = HttpClient.newBuilder().sslContext(Certificates.trust()).build()) {
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                    URI.create("https://127.0.0.1:" + gateway.port() + "/v1/vouchers"))
                .version(version);
        HttpResponse<String> refused =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.version()).isEqualTo(version);
        assertThat(refused.statusCode()).isEqualTo(401);
        request.header("X-App-Id", ACME.appId()).header("X-App-Token", ACME.appToken());
        HttpResponse<String> answer =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("acme");
        String left = version == HttpClient.Version.HTTP_1_1 ? "79" : "78";
        assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue(left);
      }
      JsonNode standing = tls(gateway);
      assertThat(standing.at("/subject").asText()).isEqualTo("CN=one");
      assertThat(standing.at("/loadedAt").asText()).isEqualTo(clock.instant().toString());
      assertThat(standing.has("problem")).isFalse();
      assertThat(text(gateway, "/metrics"))
          .contains("voucherctl_gateway_tls_not_after_timestamp_seconds ");
      Files.delete(key);
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!tls(gateway).has("problem")) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static JsonNode tls(GatewayServer gateway) throws Exception {
    return new ObjectMapper().readTree(text(gateway, "/status")).at("/tls");
  }

  private static String text(GatewayServer gateway, String page) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.adminPort() + page);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  @Test
  void doesNotBeginWithACertificateThatIsNone() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(key, "none");
    assertThatThrownBy(() -> GatewayServer.start(plan(port)))
        .isInstanceOf(TlsException.class)
        .hasMessage("one PKCS#8 key is needed in " + key + ", not 0");
    new ServerSocket(port).close();
  }
}
