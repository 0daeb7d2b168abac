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
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Roster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdminPagesTest {
  private static final ProcessUse PROCESS =
      new ProcessUse(new HeapUse(9_000_000, 12_000_000, 32_000_000), 1.5, 70_000_000L, 9L, 99L);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bench bench = Bench.sound();
  private final AdminPages pages = bench.pages(PROCESS);

  @Test
  void isAliveBeforeItIsReadyAndWhileItDrains() throws Exception {
    GatewayStatistics statistics = new GatewayStatistics();
    Standing standing = new Standing(new Accounts(bench.clock), statistics, bench.clock, false);
    AdminPages fresh =
        new AdminPages(
            standing,
            statistics,
            new LimitsReport(standing, bench.limiter, null),
            () -> PROCESS,
            bench.overload,
            null,
            bench.clock);

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
  void isAliveButNotReadyWhileItRefusesConnections() throws Exception {
    overload(91, 1);
    assertThat(get(pages, "/readyz").status()).isEqualTo(503);
    assertThat(Bench.text(get(pages, "/readyz"))).isEqualTo("91 % of the heap are live\n");
    assertThat(get(pages, "/livez").status()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(body("/status")).at("/overload/level").textValue())
        .isEqualTo("refusing");
    overload(84, 2);
    assertThat(get(pages, "/readyz").status()).isEqualTo(200);
  }

  private void overload(int livePercent, long collections) {
    bench.overload.look(
        new HeapReading(livePercent, 0, 100, collections), bench.standing::quotaPerSecond);
  }

  @Test
  void reportsItsStateAsJson() throws Exception {
    Map<String, String> entries =
        Map.of("bolt", "rate: 60/m\nburst: 1", "acme", "burst: 3", "_default", "rate: 10/s");
    bench.standing.put(QuotaDirectory.book("4711", entries, Map.of(), null));
    bench.standing.confirmed(Feed.Source.QUOTAS);
    finish(bench.validate(BOLT, "A"));
    bench.validate(BOLT, "B");
    bench.validate(Bench.tenant("nobody", 1, 1), "A");
    bench.clock.advance(Duration.ofSeconds(42));

    JsonNode status = json("/status");

    assertThat(status)
        .isEqualTo(
            JSON.readTree(
                """
                {"schema":"voucherctl.gateway-status/v1","quotaRevision":"4711",
                "quotaAgeSeconds":42,
                "quotaSource":{"confirmedAt":"2026-05-04T09:00:00Z","confirmedAgeSeconds":42},
                "tenantSource":{},
                "invalidQuotas":[{"tenant":"acme","reason":"a burst, and no rate"}],
                "defaultQuota":{"rate":"10/s","burst":10,"mode":"enforce","source":"default"},
                "fleet":{"readyReplicas":1,"problem":null},
                "heap":{"usedAfterLastGcBytes":9000000,"usedBytes":12000000,"maxBytes":32000000},
                "overload":{"level":"normal","since":"2026-05-04T09:00:00Z",
                "heapLivePercent":0.0,"shedAtPercent":80,"refuseAtPercent":90,"inFlight":0,
                "mostInFlight":10000,"shed":[]},
                "startedAt":"2026-05-04T09:00:00Z",
                "total":{"route":"*",@3@},
                "tenants":[
                {"tenant":"acme",
                "quota":{"rate":"10/s","burst":10,"mode":"enforce","source":"default"},
                "total":{"route":"*",@0@},"routes":[]},
                {"tenant":"bolt",
                "quota":{"rate":"60/m","burst":1,"mode":"enforce","source":"own"},
                "total":{"route":"*",@2@},
                "routes":[{"route":"/v1/vouchers/{code}/validate",@2@}]}],
                "departed":[],
                "unknown":{"route":"other",@1@},
                "unauthorized":1}
                """
                    .replace("@0@", counts(0, 0, 0, 0, ""))
                    .replace("@1@", counts(1, 0, 0, 1, "'refused':{'credentials':1}"))
                    .replace(
                        "@2@", counts(2, 1, 1, 0, "'limited':{'tenant':1},'answered':{'2xx':1}"))
                    .replace(
                        "@3@",
                        counts(
                            3,
                            1,
                            1,
                            1,
                            "'limited':{'tenant':1},'refused':{'credentials':1},"
                                + "'answered':{'2xx':1}"))));
  }

  private static String counts(int offered, int admitted, int limited, int refused, String by) {
    return """
    "offered":%d,"admitted":%d,"limited":%d,"shed":0,"refused":%d,"upstreamErrors":0,
    "answered":%d,"left":0,"inFlight":0,"shadowLimited":0,"by":{%s},
    "responseTime":{"count":%d,"totalMicros":0,"p50Micros":0,"p99Micros":0,"p999Micros":0,
    "maxMicros":0}\
    """
        .formatted(offered, admitted, limited, refused, admitted, by.replace('\'', '"'), admitted);
  }

  @Test
  void tellsAQuotaInFull() throws Exception {
    bench.standing.put(
        QuotaDirectory.book(
            "1",
            Map.of(
                "_plan.gold",
                "rate: 100/s\nburst: 200",
                "acme",
                "plan: gold\nconcurrency: 5\nmode: shadow",
                "bolt",
                """
                rate: 1/s
                routes: {'POST /v1/vouchers': {rate: 6/m, burst: 2}}
                until: 2026-05-04T09:00:10Z
                then: {rate: 9/s}
                """),
            Map.of(),
            null));

    JsonNode tenants = json("/status").get("tenants");
    assertThat(tenants.at("/0/quota"))
        .isEqualTo(
            JSON.readTree(
                """
                {"rate":"100/s","burst":200,"concurrency":5,"mode":"shadow","source":"plan",
                "plan":"gold"}
                """));
    assertThat(tenants.at("/1/quota"))
        .isEqualTo(
            JSON.readTree(
                """
                {"rate":"1/s","burst":1,"mode":"enforce","source":"own",
                "routes":{"POST /v1/vouchers":{"rate":"6/m","burst":2}},
                "until":"2026-05-04T09:00:10Z",
                "then":{"rate":"9/s","burst":9,"mode":"enforce","source":"own"}}
                """));

    bench.clock.advance(Duration.ofSeconds(10));
    bench.standing.endLeases();

    assertThat(json("/status").at("/tenants/1/quota"))
        .isEqualTo(
            JSON.readTree(
                "{\"rate\":\"9/s\",\"burst\":9,\"mode\":\"enforce\",\"source\":\"own\"}"));
  }

  @Test
  void saysSinceWhenASourceIsGone() throws Exception {
    bench.standing.confirmed(Feed.Source.QUOTAS);
    bench.clock.advance(Duration.ofSeconds(5));
    bench.standing.failed(Feed.Source.QUOTAS, "there is nothing at /quotas");
    bench.clock.advance(Duration.ofSeconds(7));
    bench.standing.failed(Feed.Source.QUOTAS, "there is nothing at /quotas\nat all");

    assertThat(json("/status").get("quotaSource"))
        .isEqualTo(
            JSON.readTree(
                """
                {"confirmedAt":"2026-05-04T09:00:00Z","confirmedAgeSeconds":12,
                "unreachableSince":"2026-05-04T09:00:05Z","problem":"there is nothing at /quotas"}
                """));

    bench.standing.confirmed(Feed.Source.QUOTAS);
    assertThat(json("/status").get("quotaSource"))
        .isEqualTo(
            JSON.readTree("{\"confirmedAt\":\"2026-05-04T09:00:12Z\",\"confirmedAgeSeconds\":0}"));
  }

  @Test
  void carriesHistogramsWhenAsked() throws Exception {
    Decision.Forward forward = Bench.forward(bench.validate(BOLT, "A"));
    bench.clock.advance(Duration.ofMillis(30));
    forward.course().finished(200);

    assertThat(json("/status").at("/tenants/1/routes/0").has("histogram")).isFalse();
    String text = json("/status?histograms=true").at("/tenants/1/routes/0/histogram").asText();
    assertThat(HistogramText.parse(text).getCountAtValue(30_000)).isEqualTo(1);
    GatewayStatus read = JSON.readValue(body("/status?histograms=true"), GatewayStatus.class);
    assertThat(JSON.readTree(JSON.writeValueAsString(read)))
        .isEqualTo(json("/status?histograms=true"));
  }

  @Test
  void answersUnknownPagesInTheErrorShape() throws Exception {
    Response missing = get(pages, "/metricz");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(Bench.text(missing)).contains("\"code\":404", "\"key\":\"not_found\"", "\"v-");
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(body(path));
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
        .handle(new Request(Bench.head("GET", path), Map.of(), Query.parse(path), new byte[0]));
  }
}
