package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Roster;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTextTest {
  private static final String G = "voucherctl_gateway_";
  private static final ProcessUse PROCESS =
      new ProcessUse(new HeapUse(9_000_000, 12_000_000, 32_000_000), 1.5, 70_000_000L, 9L, 99L);

  private final Bench bench = Bench.sound();
  private final AdminPages pages = bench.pages(PROCESS);

  @BeforeEach
  void doAllThatCanHappen() {
    bench.standing.put(Roster.of(List.of(ACME, BOLT, Bench.tenant("carl", 1, 1))));
    bench.validate(Bench.tenant("carl", 1, 1), "A");
    bench.standing.put(Roster.of(List.of(ACME, BOLT)));
    bench.standing.put(
        QuotaDirectory.book(
            "1",
            Map.of(
                "bolt",
                "rate: 120/m\nburst: 4\nconcurrency: 9\n"
                    + "routes: {'GET /v1/orders': {rate: 1/s, burst: 1}}",
                "acme",
                "rate: 1/s\nburst: 2\nmode: shadow",
                "carl",
                "rate: nonsense"),
            Map.of(),
            null));
    bench.standing.confirmed(Feed.Source.QUOTAS);
    for (int i = 0; i < 8; i++) {
      if (bench.validate(BOLT, "A") instanceof Decision.Forward forward) {
        bench.clock.advance(Duration.ofMillis(7));
        forward.course().finished(i == 0 ? 0 : 200);
      }
    }
    bench.clock.advance(Duration.ofSeconds(3));
    bench.ask(BOLT, "GET", "/v1/orders");
    bench.ask(BOLT, "GET", "/v1/orders");
    for (int i = 0; i < 5; i++) {
      Bench.forward(bench.validate(ACME, "A"))
          .course()
          .failed(i < 3 ? UpstreamFailure.TIMEOUT : UpstreamFailure.CONNECT);
    }
    bench.ask(Bench.tenant("nobody", 1, 1), "GET", "/v1/orders");
    bench.gateway.refused(431, Bench.head("GET", "/"));
  }

  @Test
  void keepsToTheConventions() throws Exception {
    PrometheusText text = metrics();

    assertThat(text.helps.keySet()).isEqualTo(text.types.keySet());
    assertThat(text.helps.values()).allMatch(help -> help.endsWith("."));
    text.types.forEach((name, type) -> {
      assertThat(name).startsWith(name.startsWith("process_") ? "process_" : G);
      assertThat(type).isIn("counter", "gauge", "histogram");
      assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
      assertThat(name).doesNotContainPattern("milli|micro|kilo|_ms|_kb|percent");
    });
    Set<String> labels = new TreeSet<>();
    text.samples.values().forEach(sample -> labels.addAll(sample.labels().keySet()));
    assertThat(labels)
        .containsExactlyInAnyOrder(
            "tenant", "route", "outcome", "bound", "reason", "class", "kind", "method", "le",
            "version", "java");
    assertThat(text.samples.values())
        .filteredOn(sample -> sample.labels().containsKey("tenant"))
        .extracting(sample -> sample.labels().get("tenant"))
        .containsOnly("acme", "bolt", "_departed", "_unknown");
  }

  @Test
  void countsTheSameAsTheStatus() throws Exception {
    GatewayStatus status = new ObjectMapper().readValue(body("/status"), GatewayStatus.class);
    PrometheusText text = metrics();

    for (GatewayStatus.TenantStatus tenant : status.tenants()) {
      tenant.routes().forEach(row -> agree(text, tenant.tenant(), row));
      Conservation.holds(tenant.total());
    }
    status.departed().forEach(row -> agree(text, "_departed", row));
    agree(text, "_unknown", status.unknown());
    Conservation.holds(status.total());
    double offered =
        text.samples.values().stream()
            .filter(sample -> sample.name().equals(G + "offered_requests_total"))
            .mapToDouble(PrometheusText.Sample::value)
            .sum();
    assertThat((long) offered).isEqualTo(status.total().offered()).isEqualTo(18);
    assertThat(status.departed()).hasSize(1);
  }

  private static void agree(PrometheusText text, String tenant, RouteStatus row) {
    Conservation.holds(row);
    String[] at = {"tenant", tenant, "route", row.route()};
    assertThat(text.count(G + "offered_requests_total", at)).isEqualTo(row.offered());
    Map<String, Long> outcomes =
        Map.of(
            "admitted",
            row.admitted(),
            "limited",
            row.limited(),
            "shed",
            row.shed(),
            "refused",
            row.refused());
    outcomes.forEach((outcome, count) ->
        assertThat(text.count(G + "requests_total", with(at, "outcome", outcome)))
            .isEqualTo(count));
    kinds(text, "limited_requests_total", at, "bound", row.by().limited());
    kinds(text, "shadow_limited_requests_total", at, "bound", row.by().shadowLimited());
    kinds(text, "refused_requests_total", at, "reason", row.by().refused());
    kinds(text, "responses_total", at, "class", row.by().answered());
    kinds(text, "upstream_errors_total", at, "kind", row.by().upstreamErrors());
    assertThat(text.count(G + "abandoned_requests_total", at)).isEqualTo(row.left());
    assertThat(text.count(G + "requests_in_flight", at)).isEqualTo(row.inFlight());
    histogram(text, at, row);
  }

  private static void kinds(
      PrometheusText text, String name, String[] at, String label, Map<String, Long> kinds) {
    text.samples.values().stream()
        .filter(sample -> sample.name().equals(G + name))
        .filter(sample -> sample.labels().get("tenant").equals(at[1]))
        .filter(sample -> sample.labels().get("route").equals(at[3]))
        .forEach(sample ->
            assertThat(sample.value())
                .as(sample.toString())
                .isEqualTo((double) kinds.getOrDefault(sample.labels().get(label), 0L)));
    kinds.forEach(
        (kind, count) -> assertThat(text.count(G + name, with(at, label, kind))).isEqualTo(count));
  }

  private static void histogram(PrometheusText text, String[] at, RouteStatus row) {
    String name = G + "request_duration_seconds";
    double before = 0;
    for (PrometheusText.Sample sample : text.samples.values()) {
      if (sample.name().equals(name + "_bucket")
          && sample.labels().get("tenant").equals(at[1])
          && sample.labels().get("route").equals(at[3])) {
        assertThat(sample.value()).isGreaterThanOrEqualTo(before);
        before = sample.value();
      }
    }
    long count = row.responseTime().count();
    assertThat(text.count(name + "_bucket", with(at, "le", "+Inf"))).isEqualTo(count);
    assertThat(text.count(name + "_count", at)).isEqualTo(count);
    assertThat(text.value(name + "_sum", at)).isEqualTo(row.responseTime().totalMicros() / 1e6);
  }

  private static String[] with(String[] labels, String name, String value) {
    String[] all = Arrays.copyOf(labels, labels.length + 2);
    all[labels.length] = name;
    all[labels.length + 1] = value;
    return all;
  }

  @Test
  void tellsTheQuotasInForceAndHowFreshTheyAre() throws Exception {
    bench.standing.failed(Feed.Source.QUOTAS, "gone");
    PrometheusText text = metrics();

    assertThat(text.value(G + "quota_tokens_per_second", "tenant", "bolt")).isEqualTo(2);
    assertThat(text.value(G + "quota_burst_tokens", "tenant", "bolt")).isEqualTo(4);
    assertThat(text.value(G + "quota_concurrent_requests", "tenant", "bolt")).isEqualTo(9);
    assertThat(text.value(G + "quota_enforced", "tenant", "bolt")).isEqualTo(1);
    assertThat(text.value(G + "quota_enforced", "tenant", "acme")).isZero();
    String[] cap = {"tenant", "bolt", "method", "GET", "route", "/v1/orders"};
    assertThat(text.value(G + "route_quota_tokens_per_second", cap)).isEqualTo(1);
    assertThat(text.value(G + "invalid_quotas")).isEqualTo(1);
    assertThat(text.value(G + "quota_source_up")).isZero();
    assertThat(text.count(G + "quota_source_confirmed_timestamp_seconds"))
        .isEqualTo(HandClock.START.getEpochSecond());
  }

  @Test
  void tellsOfItsProcessUnderTheUsualNames() throws Exception {
    PrometheusText text = metrics();

    assertThat(text.value("process_cpu_seconds_total")).isEqualTo(1.5);
    assertThat(text.value("process_resident_memory_bytes")).isEqualTo(70_000_000);
    assertThat(text.value("process_open_fds")).isEqualTo(9);
    assertThat(text.value("process_max_fds")).isEqualTo(99);
    assertThat(text.count("process_start_time_seconds"))
        .isEqualTo(HandClock.START.getEpochSecond());
    assertThat(text.value(G + "heap_used_after_gc_bytes")).isEqualTo(9_000_000);
    assertThat(text.types).containsEntry(G + "build_info", "gauge");
    ProcessUse now = ProcessUse.now();
    assertThat(now.residentBytes()).isGreaterThan(1_000_000);
    assertThat(now.openFiles()).isBetween(1L, now.mostFiles());
    assertThat(now.cpuSeconds()).isPositive();
  }

  private PrometheusText metrics() throws Exception {
    return new PrometheusText(body("/metrics"));
  }

  private String body(String path) throws Exception {
    Refusals errors = new Refusals(new SplittableRandom(7));
    return Bench.text(
        pages
            .router(errors)
            .handle(new Request(Bench.head("GET", path), Map.of(), Query.NONE, new byte[0])));
  }
}
