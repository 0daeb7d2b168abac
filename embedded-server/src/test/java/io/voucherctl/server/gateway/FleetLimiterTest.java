package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static io.voucherctl.server.gateway.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.gateway.FleetBuckets.Taken;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway of a fleet whose buckets answer, or fail, when the test says so. */
class FleetLimiterTest {
  private static final FleetKey WHOLE = new FleetKey("bolt", null);

  private final Shared shared = new Shared();

  /** The fleet's buckets, played by hand. */
  private static final class Shared implements FleetBuckets {
    private final List<List<FleetKey>> asked = new ArrayList<>();
    private final List<CompletableFuture<Taken>> answers = new ArrayList<>();
    private final List<List<FleetKey>> looked = new ArrayList<>();
    private List<Room> rooms = List.of();
    private Map<FleetKey, RateLimit> limits = Map.of();
    private boolean up = true;

    @Override
    public boolean up() {
      return up;
    }

    @Override
    public CompletableFuture<Taken> take(List<FleetKey> keys) {
      asked.add(keys);
      CompletableFuture<Taken> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Override
    public CompletableFuture<List<Room>> look(List<FleetKey> keys) {
      looked.add(keys);
      return rooms.isEmpty()
          ? CompletableFuture.failedFuture(new IllegalStateException("for the test"))
          : CompletableFuture.completedFuture(rooms);
    }

    void answer(Taken taken) {
      answers.removeFirst().complete(taken);
    }

    void fail() {
      answers.removeFirst().completeExceptionally(new IllegalStateException("for the test"));
    }

    @Override
    public void put(Map<FleetKey, RateLimit> next) {
      limits = next;
    }

    @Override
    public Health health() {
      return new Health("redis", up, Instant.parse("2026-05-04T08:00:00Z"), 2, 3, "timeout");
    }

    @Override
    public void close() {}
  }

  private Bench bench(FailureMode mode) {
    return Bench.of(new HandClock(), shared, mode);
  }

  private static RouteFigures figures(Bench bench) {
    return bench.statistics.of("bolt", ApiRoutes.VALIDATE).snapshot(ApiRoutes.VALIDATE);
  }

  private static int inFlight(Bench bench) {
    return bench.accounts.of("bolt").inFlight();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatTheFleetDecided(FailureMode mode) {
    Bench bench = bench(mode);
    Decision first = bench.validate(BOLT, "A");
    Decision second = bench.validate(BOLT, "A");
    assertThat(first).isInstanceOf(Decision.Later.class);
    assertThat(figures(bench).offered()).isZero();
    shared.answer(Taken.all(4L));
    shared.answer(Taken.refused(0, 2_500_000_000L));

    assertThat(forward(first).setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Remaining", "4");
    Response limited = answer(second);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.headers()).containsEntry("Retry-After", "3");
    assertThat(shared.asked).containsExactly(List.of(WHOLE), List.of(WHOLE));
    assertThat(inFlight(bench)).isEqualTo(1);
    forward(first).course().finished(200);
    assertThat(inFlight(bench)).isZero();
    assertThat(bench.overload.status().inFlight()).isZero();
    assertThat(figures(bench).offered()).isEqualTo(2);
    assertThat(figures(bench).limited()).isEqualTo(1);
  }

  @Test
  void asksForTheCapOfARouteBeforeTheTenantsBucket() {
    Bench bench = bench(FailureMode.LOCAL);
    bench.standing.put(
        QuotaDirectory.book(
            "1",
            Map.of(
                "bolt",
                "rate: 9/s\nburst: 9\nroutes: {'/v1/vouchers/{code}/validate': {rate: 1/s}}"),
            Map.of(),
            null));
    assertThat(shared.limits).containsEntry(WHOLE, RateLimit.of(rate("9/s")));
    assertThat(shared.limits).hasSize(3).containsValue(RateLimit.of(rate("1/s")));

    Decision capped = bench.validate(BOLT, "A");
    assertThat(shared.asked.getFirst()).hasSize(2).last().isEqualTo(WHOLE);
    shared.answer(Taken.refused(0, 1));
    assertThat(answer(capped).headers()).containsEntry("X-Rate-Limit-Limit", "1");
    Decision admitted = bench.validate(BOLT, "A");
    shared.answer(Taken.all(0L, 7L));
    assertThat(forward(admitted).setResponseHeaders().entries())
        .containsEntry("RateLimit", "\"burst\";r=7;t=1, \"route-burst\";r=0;t=1");
    bench.ask(BOLT, "GET", "/v1/orders");
    assertThat(shared.asked.getLast()).containsExactly(WHOLE);
  }

  private static io.voucherctl.server.quota.Rate rate(String text) {
    return io.voucherctl.server.quota.Rate.parse(text);
  }

  @Test
  void carriesOnWithItsOwnBucketsAsIfTheyHadDecidedAllAlong() {
    Bench bench = bench(FailureMode.LOCAL);
    for (int i = 0; i < 8; i++) {
      Decision decision = bench.validate(BOLT, "A");
      shared.answer(Taken.all(99L));
      assertThat(admitted(decision)).isTrue();
    }
    Decision failed = bench.validate(BOLT, "A");
    shared.fail();
    assertThat(forward(failed).setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Remaining", "1");
    shared.up = false;
    assertThat(bench.validate(BOLT, "A")).isInstanceOf(Decision.Forward.class);
    assertThat(answer(bench.validate(BOLT, "A")).status()).isEqualTo(429);
    assertThat(shared.asked).hasSize(9);
    assertThat(figures(bench).admitted()).isEqualTo(10);
    assertThat(figures(bench).limited()).isEqualTo(1);
    assertThat(inFlight(bench)).isEqualTo(10);
  }

  @Test
  void letsEverybodyInWhenItFailsOpen() {
    Bench bench = bench(FailureMode.OPEN);
    shared.up = false;
    for (int i = 0; i < 50; i++) {
      assertThat(forward(bench.validate(BOLT, "A")).setResponseHeaders().entries())
          .containsEntry("X-Rate-Limit-Limit", "10");
    }
    assertThat(figures(bench).admitted()).isEqualTo(50);
  }

  @Test
  void letsNobodyInWhenItFailsClosedButThoseItOnlyWatches() {
    Bench bench = bench(FailureMode.CLOSED);
    Decision failed = bench.validate(BOLT, "A");
    shared.fail();
    shared.up = false;
    for (Decision decision : List.of(failed, bench.validate(BOLT, "A"))) {
      Response refused = answer(decision);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("Retry-After", "1");
      assertThat(text(refused)).contains("\"key\":\"service_unavailable\"", "\"v-");
    }
    assertThat(inFlight(bench)).isZero();
    assertThat(bench.overload.status().inFlight()).isZero();
    assertThat(figures(bench).refused()).isEqualTo(2);
    assertThat(figures(bench).refusedBy().of(Refusal.LIMITER)).isEqualTo(2);
    assertThat(figures(bench).offered()).isEqualTo(2);

    bench.standing.put(
        QuotaDirectory.book("1", Map.of("bolt", "rate: 1/s\nmode: shadow"), Map.of(), null));
    assertThat(admitted(bench.validate(BOLT, "A"))).isTrue();
  }

  @Test
  void rejectsByItselfWhereTheFleetCannotChangeIt() {
    Bench bench = bench(FailureMode.OPEN);
    bench.standing.put(
        QuotaDirectory.book(
            "1", Map.of("bolt", "rate: 0/s", "acme", "rate: 9/s\nconcurrency: 1"), Map.of(), null));
    assertThat(answer(bench.validate(BOLT, "A")).status()).isEqualTo(429);
    bench.validate(ACME, "A");
    assertThat(answer(bench.validate(ACME, "A")).status()).isEqualTo(429);
    assertThat(shared.asked).hasSize(1);
  }

  @Test
  void enforcesWholeLimitsWithTheFleetAndItsPartAlone() {
    Bench bench = bench(FailureMode.LOCAL);
    bench.standing.put(new FleetShare(5, null));
    assertThat(shared.limits).containsEntry(WHOLE, BOLT.quota().limit());
    for (int i = 9; i >= 0; i--) {
      Decision decision = bench.validate(BOLT, "A");
      shared.answer(Taken.all((long) i));
      assertThat(forward(decision).setResponseHeaders().entries())
          .containsEntry("X-Rate-Limit-Remaining", Integer.toString(i));
    }
    shared.up = false;
    bench.clock.advance(Duration.ofHours(1));
    assertThat(admitted(bench.validate(BOLT, "A"))).isTrue();
    assertThat(admitted(bench.validate(BOLT, "A"))).isTrue();
    assertThat(admitted(bench.validate(BOLT, "A"))).isFalse();
  }

  @Test
  void leavesTheDefectItsOwnBuckets() {
    Bench bench = Bench.fleetWithTheDefect(shared);
    for (int i = 0; i < 50; i++) {
      assertThat(bench.validate(BOLT, "C" + i)).isInstanceOf(Decision.Forward.class);
    }
    assertThat(shared.asked).isEmpty();
    assertThat(bench.ask(BOLT, "GET", "/v1/orders")).isInstanceOf(Decision.Later.class);
  }

  @Test
  void saysWhatTheFleetWouldSay() {
    Bench bench = bench(FailureMode.LOCAL);
    bench.standing.put(
        QuotaDirectory.book(
            "1",
            Map.of("bolt", "rate: 9/s\nburst: 9\nroutes: {'GET /v1/orders': {rate: 2/s}}"),
            Map.of(),
            null));
    LimitsReport limits = new LimitsReport(bench.standing, bench.limiter, bench.fleet);
    Instant now = bench.clock.instant();
    shared.rooms = List.of(new FleetBuckets.Room(1, 0), new FleetBuckets.Room(0, 250_000_000));

    GatewayLimits limited = Objects.requireNonNull(limits.of("bolt", "GET /v1/orders", now));
    assertThat(limited.limited()).isTrue();
    assertThat(limited.by()).isEqualTo("tenant");
    assertThat(limited.remaining()).isZero();
    assertThat(limited.retryAfterMillis()).isEqualTo(250);
    assertThat(limited.bounds())
        .extracting(GatewayLimits.BoundFigures::remaining)
        .containsExactly(1L, 0L);
    assertThat(shared.looked.getFirst()).hasSize(2).last().isEqualTo(WHOLE);
    assertThat(shared.asked).isEmpty();

    shared.rooms = List.of();
    assertThat(Objects.requireNonNull(limits.of("bolt", null, now)).remaining()).isEqualTo(9);
    shared.up = false;
    assertThat(Objects.requireNonNull(limits.of("bolt", null, now)).limited()).isFalse();
    assertThat(shared.looked).hasSize(2);
  }

  @Test
  void saysWhoDecides() throws Exception {
    Bench bench = bench(FailureMode.CLOSED);
    bench.validate(BOLT, "A");
    shared.answer(Taken.all(1L));
    assertThat(new ObjectMapper().writeValueAsString(bench.fleet.status()))
        .isEqualTo(
            "{\"kind\":\"redis\",\"decides\":\"redis\",\"since\":\"2026-05-04T08:00:00Z\","
                + "\"onFailure\":\"closed\",\"shared\":1,\"alone\":0,\"timeouts\":2,"
                + "\"errors\":3,\"lastFailure\":\"timeout\"}");
    shared.up = false;
    bench.validate(BOLT, "A");
    assertThat(bench.fleet.status().decides()).isEqualTo("closed");
    assertThat(bench.fleet.status().alone()).isEqualTo(1);
  }
}
