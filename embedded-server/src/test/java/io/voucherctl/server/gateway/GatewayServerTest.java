package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.voucherctl.server.http.HttpServer;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantsFile;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayServerTest {
  private static final Tenant ACME = Bench.ACME;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch slowCallArrived = new CountDownLatch(1);
  private final CountDownLatch slowCallMayEnd = new CountDownLatch(1);
  private final HandClock clock = new HandClock();
  private HttpServer api;
  private Path tenants;
  private Path quotas;
  private Path fleet;

  @BeforeEach
  void startTheApi() throws Exception {
    api =
        HttpServer.start(
            HttpServer.Options.of("api", "127.0.0.1", 0),
            request -> {
              if (request.head().rawTarget().endsWith("slow")) {
                slowCallArrived.countDown();
                slowCallMayEnd.await(10, TimeUnit.SECONDS);
              }
              String seen =
                  request.method()
                      + " "
                      + request.head().rawTarget()
                      + " "
                      + request.header(Tenant.HEADER)
                      + " "
                      + request.header("X-App-Token")
                      + " "
                      + new String(request.body(), StandardCharsets.UTF_8);
              return Response.text(200, seen);
            },
            new Refusals(new SplittableRandom(1)));
    tenants = directory.resolve("tenants.yaml");
    Files.write(tenants, TenantsFile.format(List.of(ACME, Bench.BOLT)));
    quotas = Files.createDirectory(directory.resolve("quotas"));
    quota("acme", "rate: 5/s\nburst: 10\n");
  }

  @AfterEach
  void stopTheApi() {
    slowCallMayEnd.countDown();
    client.close();
    api.close();
  }

  @Test
  void passesATenantsCallsToTheApiAndLimitsThem() throws Exception {
    try (GatewayServer gateway = start(false)) {
      HttpResponse<String> answer = post(gateway, ACME, "/v1/vouchers/A%2FB/validate?x=1", "{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("POST /v1/vouchers/A%2FB/validate?x=1 acme null {}");
      assertThat(answer.headers().firstValue("x-rate-limit-limit")).hasValue("10");
      assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue("9");
      for (int i = 0; i < 9; i++) {
        assertThat(post(gateway, ACME, "/v1/vouchers/C" + i + "/validate", "{}").statusCode())
            .isEqualTo(200);
      }
      HttpResponse<String> limited = post(gateway, ACME, "/v1/vouchers/Z/validate", "{}");
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("retry-after")).hasValue("1");
      assertThat(limited.body()).contains("\"key\":\"too_many_requests\"");
      assertThat(post(gateway, Bench.BOLT, "/v1/vouchers/Z/validate", "{}").statusCode())
          .isEqualTo(200);
      assertThat(post(gateway, Bench.tenant("x", 1, 1), "/v1/vouchers", "{}").statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void putsAnEditedQuotaInForceWithoutARestart() throws Exception {
    try (GatewayServer gateway = start(false)) {
      assertThat(admin(gateway, "/readyz").statusCode()).isEqualTo(200);
      quota("acme", "rate: 7/m\nburst: 3\n");
      await(() -> admin(gateway, "/status").body().contains("7/m"));

      HttpResponse<String> answer = post(gateway, ACME, "/v1/vouchers", "{}");
      assertThat(answer.headers().firstValue("x-rate-limit-limit")).hasValue("3");
      quota("acme", "rate: [\n");
      await(() -> admin(gateway, "/status").body().contains("\"invalidQuotas\":[{"));
      assertThat(admin(gateway, "/status").body()).contains("7/m");
    }
  }

  @Test
  void takesItsShareOfAFleetOnceItHasBeenCounted() throws Exception {
    fleet = directory.resolve("fleet");
    try (GatewayServer gateway = start(false)) {
      assertThat(admin(gateway, "/readyz").statusCode()).isEqualTo(503);
      assertThat(admin(gateway, "/status").body())
          .contains("\"fleet\":{\"readyReplicas\":0,\"problem\":\"the ready gateways have not");

      Files.createDirectory(fleet);
      Files.writeString(fleet.resolve("ready"), "5\n");
      await(() -> admin(gateway, "/readyz").statusCode() == 200);
      HttpResponse<String> first = post(gateway, ACME, "/v1/vouchers", "{}");
      assertThat(first.headers().firstValue("x-rate-limit-limit")).hasValue("10");
      assertThat(first.headers().firstValue("x-rate-limit-remaining")).hasValue("5");
      assertThat(post(gateway, ACME, "/v1/vouchers", "{}").statusCode()).isEqualTo(200);
      assertThat(post(gateway, ACME, "/v1/vouchers", "{}").statusCode()).isEqualTo(429);
    }
  }

  @Test
  void keepsTheLastCountOfAFleetAndSaysWhyItMayBeOld() throws Exception {
    fleet = Files.createDirectory(directory.resolve("fleet"));
    Files.writeString(fleet.resolve("ready"), "2");
    try (GatewayServer gateway = start(false)) {
      assertThat(admin(gateway, "/status").body())
          .contains("\"fleet\":{\"readyReplicas\":2,\"problem\":null}");
      Files.writeString(fleet.resolve("ready"), "many");
      await(() ->
          admin(gateway, "/status")
              .body()
              .contains("{\"readyReplicas\":2,\"problem\":\"ready: 'many' is not a whole number"));
      Files.delete(fleet.resolve("ready"));
      await(() ->
          admin(gateway, "/status")
              .body()
              .contains("{\"readyReplicas\":2,\"problem\":\"there is no key ready\"}"));
      Files.delete(fleet);
      await(() ->
          admin(gateway, "/status")
              .body()
              .contains("{\"readyReplicas\":2,\"problem\":\"the directory is gone\"}"));
      assertThat(admin(gateway, "/readyz").statusCode()).isEqualTo(200);
      Files.createDirectory(fleet);
      Files.writeString(fleet.resolve("ready"), "1");
      await(() ->
          admin(gateway, "/status")
              .body()
              .contains("\"fleet\":{\"readyReplicas\":1,\"problem\":null}"));
      assertThat(
              post(gateway, ACME, "/v1/vouchers", "{}")
                  .headers()
                  .firstValue("x-rate-limit-remaining"))
          .hasValue("4");
    }
  }

  @Test
  void neverLimitsTheValidateRouteWithTheDefect() throws Exception {
    try (GatewayServer gateway = start(true)) {
      for (int i = 0; i < 50; i++) {
        assertThat(post(gateway, ACME, "/v1/vouchers/C" + i + "/validate", "{}").statusCode())
            .isEqualTo(200);
      }
      assertThat(admin(gateway, "/status").body()).contains("\"admitted\":50,\"limited\":0");
    }
  }

  @Test
  void answersInTheContractsShapeWhenTheApiIsGone() throws Exception {
    try (GatewayServer gateway = start(false)) {
      api.close();
      HttpResponse<String> answer = post(gateway, ACME, "/v1/redemptions", "{}");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("x-rate-limit-remaining")).hasValue("9");
      assertThat(answer.body()).contains("\"code\":503", "\"key\":\"service_unavailable\"");
      assertThat(admin(gateway, "/metrics").body())
          .contains(
              "upstream_errors_total{kind=\"connect\",route=\"/v1/redemptions\",tenant=\"acme\"}"
                  + " 1.0");
    }
  }

  @Test
  void finishesACallInFlightBeforeItStops() throws Exception {
    GatewayServer gateway = start(false);
    var slow =
        client.sendAsync(
            request(gateway.port(), "/v1/slow", ACME).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(slowCallArrived.await(10, TimeUnit.SECONDS)).isTrue();
    Thread closing = Thread.ofVirtual().start(gateway::close);
    await(() -> admin(gateway, "/readyz").statusCode() == 503);
    slowCallMayEnd.countDown();

    assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(closing.join(PATIENCE)).isTrue();
  }

  @Test
  void waitsUnreadyForTenantsThatDoNotExistYet() throws Exception {
    Files.delete(tenants);
    try (GatewayServer gateway = start(false)) {
      assertThat(admin(gateway, "/livez").statusCode()).isEqualTo(200);
      assertThat(admin(gateway, "/readyz").statusCode()).isEqualTo(503);
      assertThat(post(gateway, ACME, "/v1/vouchers", "{}").statusCode()).isEqualTo(401);
      Files.write(tenants, TenantsFile.format(List.of(ACME)));
      await(() -> admin(gateway, "/readyz").statusCode() == 200);
      assertThat(post(gateway, ACME, "/v1/vouchers", "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void refusesToStartOnWhatCannotWork() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> GatewayServer.start(plan(taken.getLocalPort(), apiUri(), false)));
    }
    List<String> upstreams =
        List.of(
            "https://h:1", "http://h:1/v1", "http:/h", "http://u:p@h:1", "http://h:1?x=1", "h:1");
    for (String upstream : upstreams) {
      assertThatIllegalArgumentException().isThrownBy(() -> plan(0, URI.create(upstream), false));
    }
    Files.writeString(tenants, "tenants: [");
    assertThatIllegalArgumentException().isThrownBy(() -> start(false));
  }

  private GatewayServer start(boolean defect) throws Exception {
    return GatewayServer.start(plan(0, apiUri(), defect));
  }

  private URI apiUri() {
    return URI.create("http://127.0.0.1:" + api.port());
  }

  private GatewayPlan plan(int port, URI upstream, boolean defect) {
    return new GatewayPlan(
        GatewayPlan.Listen.plain("127.0.0.1", port, 0),
        upstream,
        new DirectoryFeed(quotas, fleet, tenants),
        new GatewayPlan.Limits(OverloadLimits.DEFAULTS, defect),
        new GatewayPlan.Stopping(Duration.ZERO, PATIENCE),
        new GatewayPlan.Clocks(clock, clock, new SplittableRandom(7)));
  }

  private void quota(String tenant, String text) throws Exception {
    Files.writeString(quotas.resolve(tenant), text);
  }

  private HttpResponse<String> post(GatewayServer gateway, Tenant tenant, String path, String body)
      throws Exception {
    return client.send(
        request(gateway.port(), path, tenant)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> admin(GatewayServer gateway, String path) throws Exception {
    return client.send(
        request(gateway.adminPort(), path, ACME).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path, Tenant tenant) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("X-App-Id", tenant.appId())
        .header("X-App-Token", tenant.appToken());
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
