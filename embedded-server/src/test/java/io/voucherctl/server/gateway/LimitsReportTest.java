package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Handler;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.QuotaDirectory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ProcessUse PROCESS =
      new ProcessUse(new HeapUse(0, 0, 0), null, null, null, null);

  private Bench bench = Bench.sound();
  private Handler pages = pages(bench);

  @Test
  void saysWhatARequestWouldMeet() throws Exception {
    quota("rate: 5/s\nburst: 10\nconcurrency: 4\nuntil: 2026-05-04T10:00:00Z\nthen: {rate: 1/s}");
    Decision.Forward open = Bench.forward(ask("GET", "/v1/orders"));

    assertThat(limits("bolt", null))
        .isEqualTo(
            JSON.readTree(
                """
                {"schema":"voucherctl.gateway-limits/v1","tenant":"bolt","limited":false,
                "shadowLimited":false,"limit":10,"remaining":9,"retryAfterSeconds":0,
                "retryAfterMillis":0,"inFlight":1,"bounds":[
                {"bound":"concurrency","limit":4,"remaining":3,"retryAfterMillis":0},
                {"bound":"tenant","limit":10,"remaining":9,"retryAfterMillis":0}],
                "quota":{"rate":"5/s","burst":10,"concurrency":4,"mode":"enforce","source":"own",
                "until":"2026-05-04T10:00:00Z",
                "then":{"rate":"1/s","burst":1,"mode":"enforce","source":"own"}}}
                """));
    open.course().finished(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/vouchers/{code}/validate",
        "post  /v1/vouchers/X/validate",
        "POST /v1/vouchers/A%2FB/validate/",
        "POST /V1//Vouchers/x/../y/Validate?a=1"
      })
  void knowsTheCapOfARouteHoweverItIsAskedFor(String route) throws Exception {
    quota("rate: 100/s\nroutes: {'POST /v1/vouchers/{code}/validate': {rate: 6/m, burst: 1}}");
    Bench.forward(bench.validate(BOLT, "A"));
    bench.clock.advance(Duration.ofMillis(500));

    JsonNode limits = limits("bolt", route);

    assertThat(limits.get("limited").asBoolean()).isTrue();
    assertThat(limits.get("by").asText()).isEqualTo("route");
    assertThat(limits.get("route").asText()).isEqualTo("/v1/vouchers/{code}/validate");
    assertThat(limits.get("limit").asInt()).isEqualTo(1);
    assertThat(limits.get("remaining").asInt()).isZero();
    assertThat(limits.get("retryAfterMillis").asLong()).isEqualTo(9_500);
    assertThat(limits.get("retryAfterSeconds").asLong()).isEqualTo(10);
    assertThat(limits.at("/bounds/1/remaining").asInt()).isEqualTo(100);
    assertThat(limits("bolt", "GET /v1/vouchers/X/validate").get("limited").asBoolean()).isFalse();
  }

  @Test
  void agreesWithTheLimiterAtEveryStep() throws Exception {
    quota("rate: 3/s\nburst: 4\nconcurrency: 3\nroutes: {'GET /v1/orders': {rate: 1/s, burst: 2}}");
    for (int i = 0; i < 60; i++) {
      String route = i % 3 == 0 ? "/v1/orders" : "/v1/vouchers";
      JsonNode foretold = limits("bolt", "GET " + route);
      Decision decision = ask("GET", route);
      assertThat(decision instanceof Decision.Answer)
          .as("%d: %s", i, foretold)
          .isEqualTo(foretold.get("limited").asBoolean());
      if (decision instanceof Decision.Forward forward) {
        if (i % 5 != 0) {
          forward.course().finished(200);
        }
      } else {
        Map<String, String> headers = Bench.answer(decision).headers();
        assertThat(headers)
            .containsEntry("Retry-After", foretold.get("retryAfterSeconds").asText())
            .containsEntry("X-Rate-Limit-Limit", foretold.get("limit").asText());
      }
      bench.clock.advance(Duration.ofMillis(130));
    }
  }

  @Test
  void changesNothingHoweverOftenItIsAsked() throws Exception {
    bench = Bench.withTheDefect();
    pages = pages(bench);
    quota(
        "rate: 1/s\nburst: 5\nconcurrency: 2\n"
            + "routes: {'POST /v1/vouchers/{code}/validate': {rate: 1/s, burst: 3}}");
    JsonNode first = limits("bolt", "POST /v1/vouchers/X/validate");
    for (int i = 0; i < 1_000; i++) {
      assertThat(limits("bolt", "POST /v1/vouchers/X/validate")).isEqualTo(first);
      limits("bolt", "POST /v1/vouchers/X" + i + "/validate");
      limits("bolt", null);
    }

    assertThat(bench.statistics.snapshot().total().offered()).isZero();
    for (int i = 0; i < 3; i++) {
      Bench.forward(bench.validate(BOLT, "X")).course().finished(200);
    }
    Bench.answer(bench.validate(BOLT, "X"));
    for (int i = 0; i < 5; i++) {
      Bench.forward(ask("GET", "/v1/orders")).course().finished(200);
    }
    Bench.answer(ask("GET", "/v1/orders"));
  }

  /** A bucket that asking had made would still have the burst of that time. */
  @Test
  void makesNoBucketOfTheDefectEither() throws Exception {
    bench = Bench.withTheDefect();
    pages = pages(bench);
    quota("rate: 1/s\nburst: 5");
    limits("bolt", "POST /v1/vouchers/X/validate");
    quota("rate: 1/s\nburst: 2");

    Bench.forward(bench.validate(BOLT, "X"));
    Bench.forward(bench.validate(BOLT, "X"));
    Bench.answer(bench.validate(BOLT, "X"));
  }

  @Test
  void saysThatTheShadowLetsARequestPass() throws Exception {
    quota("rate: 1/s\nburst: 1\nmode: shadow");
    ask("GET", "/v1/orders");

    JsonNode limits = limits("bolt", null);

    assertThat(limits.get("limited").asBoolean()).isFalse();
    assertThat(limits.get("shadowLimited").asBoolean()).isTrue();
    assertThat(limits.get("by").asText()).isEqualTo("tenant");
  }

  @Test
  void saysWhenAQuotaIsClosed() throws Exception {
    quota("rate: 0/s");

    JsonNode limits = limits("bolt", null);

    assertThat(limits.get("limited").asBoolean()).isTrue();
    assertThat(limits.get("retryAfterSeconds").asLong()).isEqualTo(60);
  }

  @Test
  void knowsNoOtherTenants() throws Exception {
    Response missing = ask("/limits/nobody%22");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(JSON.readTree(Bench.text(missing)).get("key").asText()).isEqualTo("not_found");
    assertThat(ask("/limits/_default").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "POST", "/v1/orders", "POST v1/orders", "P0ST /", "GET / HTTP/1.1"})
  void refusesWhatIsNotARoute(String route) throws Exception {
    Response refused =
        ask("/limits/bolt?route=" + URLEncoder.encode(route, StandardCharsets.UTF_8));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(JSON.readTree(Bench.text(refused)).get("details").asText())
        .contains("a method and a path");
  }

  private void quota(String text) {
    bench.standing.put(QuotaDirectory.book("edited", Map.of("bolt", text), Map.of(), null));
    bench.clock.advance(Duration.ofMinutes(1));
  }

  private Decision ask(String method, String target) {
    return bench.ask(BOLT, method, target);
  }

  private JsonNode limits(String tenant, String route) throws Exception {
    String query =
        route == null ? "" : "?route=" + URLEncoder.encode(route, StandardCharsets.UTF_8);
    Response response = ask("/limits/" + tenant + query);
    assertThat(response.status()).as(Bench.text(response)).isEqualTo(200);
    return JSON.readTree(Bench.text(response));
  }

  private static Handler pages(Bench bench) {
    return bench.pages(PROCESS).router(new Refusals(new SplittableRandom(7)));
  }

  private Response ask(String path) throws Exception {
    return pages.handle(new Request(Bench.head("GET", path), Map.of(), Query.NONE, new byte[0]));
  }
}
