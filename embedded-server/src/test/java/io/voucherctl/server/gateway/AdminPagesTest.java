package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdminPagesTest {
  private static final HeapUse HEAP = new HeapUse(9_000_000, 12_000_000, 32_000_000);

  private final Bench bench = Bench.sound();
  private final AdminPages pages =
      new AdminPages(bench.standing, bench.statistics, () -> HEAP, null, bench.clock);

  @Test
  void isAliveBeforeItIsReadyAndWhileItDrains() throws Exception {
    GatewayStatistics statistics = new GatewayStatistics();
    Standing standing = new Standing(new Accounts(bench.clock), statistics, bench.clock, false);
    AdminPages fresh = new AdminPages(standing, statistics, () -> HEAP, null, bench.clock);

    assertThat(get(fresh, "/livez").status()).isEqualTo(200);
    assertThat(get(fresh, "/readyz").status()).isEqualTo(503);
    standing.put(QuotaBook.BUILT_IN);
    assertThat(get(fresh, "/readyz").status()).isEqualTo(503);
    standing.put(Roster.of(List.of(ACME)));
    assertThat(get(fresh, "/readyz").status()).isEqualTo(200);
    fresh.drain();
    assertThat(get(fresh, "/readyz").status()).isEqualTo(503);
    assertThat(get(fresh, "/livez").status()).isEqualTo(200);
  }

  @Test
  void reportsItsStateAsJson() throws Exception {
    bench.standing.put(
        new QuotaBook(
            "4711",
            Map.of("bolt", QuotaRule.of(new TenantQuota("bolt", Rate.parse("60/m"), 1))),
            Map.of(),
            QuotaRule.of(QuotaBook.BUILT_IN_DEFAULT),
            List.of(new InvalidEntry("acme", "no rate"))));
    finish(bench.validate(BOLT, "A"));
    bench.validate(BOLT, "B");
    bench.validate(Bench.tenant("nobody", 1, 1), "A");
    bench.clock.advance(Duration.ofSeconds(42));

    JsonNode status = new ObjectMapper().readTree(body("/status"));

    assertThat(status.toPrettyString())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"schema":"voucherctl.gateway-status/v1","quotaRevision":"4711",
                    "quotaAgeSeconds":42,"invalidQuotas":[{"tenant":"acme","reason":"no rate"}],
                    "defaultQuota":{"rate":"10/s","burst":20},
                    "heap":{"usedAfterLastGcBytes":9000000,"usedBytes":12000000,"maxBytes":32000000},
                    "limiter":{"kind":"local","decides":"local","since":"2026-05-04T09:00:00Z",
                    "onFailure":"local","shared":0,"alone":0,"timeouts":0,"errors":0,
                    "lastFailure":null},
                    "startedAt":"2026-05-04T09:00:00Z",
                    "tenants":[
                    {"tenant":"acme","quota":{"rate":"10/s","burst":20},"routes":[]},
                    {"tenant":"bolt","quota":{"rate":"60/m","burst":1},"routes":[
                    {"route":"/v1/vouchers/{code}/validate","offered":2,"admitted":1,"limited":1,
                    "upstreamErrors":0,
                    "responseTime":{"p50Micros":0,"p99Micros":0,"maxMicros":0}}]}],
                    "unauthorized":1}
                    """)
                .toPrettyString());
  }

  @Test
  void exportsTheSameFiguresToPrometheus() throws Exception {
    finish(bench.validate(BOLT, "A"));
    for (int i = 0; i < 20; i++) {
      bench.validate(BOLT, "B");
    }
    bench.validate(Bench.tenant("nobody", 1, 1), "A");

    String route = "route=\"/v1/vouchers/{code}/validate\"";
    assertThat(body("/metrics"))
        .contains(
            "# TYPE voucherctl_gateway_requests_total counter",
            "voucherctl_gateway_requests_total{outcome=\"admitted\",%s,tenant=\"bolt\"} 10.0"
                .formatted(route),
            "voucherctl_gateway_requests_total{outcome=\"limited\",%s,tenant=\"bolt\"} 11.0"
                .formatted(route),
            "voucherctl_gateway_requests_total{outcome=\"unauthorized\",route=\"other\","
                + "tenant=\"_unknown\"} 1.0",
            "voucherctl_gateway_responses_total{class=\"2xx\",%s,tenant=\"bolt\"} 1.0"
                .formatted(route),
            "# TYPE voucherctl_gateway_request_duration_seconds histogram",
            "_duration_seconds_bucket{%s,tenant=\"bolt\",le=\"0.001\"} 1".formatted(route),
            "_duration_seconds_bucket{%s,tenant=\"bolt\",le=\"+Inf\"} 1".formatted(route),
            "_duration_seconds_count{%s,tenant=\"bolt\"} 1".formatted(route),
            "voucherctl_gateway_heap_used_after_gc_bytes 9000000.0");
  }

  @Test
  void answersUnknownPagesInTheErrorShape() throws Exception {
    Response missing = get(pages, "/metricz");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(Bench.text(missing)).contains("\"code\":404", "\"key\":\"not_found\"", "\"v-");
  }

  private String body(String path) throws Exception {
    Response response = get(pages, path);
    assertThat(response.status()).isEqualTo(200);
    return Bench.text(response);
  }

  private static void finish(Decision decision) {
    Bench.forward(decision).course().finished(200);
  }

  private static Response get(AdminPages pages, String path) throws Exception {
    Refusals errors = new Refusals(new SplittableRandom(7));
    return pages
        .router(errors)
        .handle(new Request(Bench.head("GET", path), Map.of(), Query.NONE, new byte[0]));
  }
}
