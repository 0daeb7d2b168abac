package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.voucherctl.server.gateway.Admission.Bound;
import io.voucherctl.server.gateway.GatewayStatistics.Snapshot;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GatewayStatisticsTest {
  private static final int THREADS = 4;
  private static final int PER_THREAD = 4_000;

  private final Bench bench = Bench.sound();

  @Test
  void holdsAtEverySnapshotWhileTenantsComeAndGoAndQuotasAreEdited() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 3)) {
      List<Future<Void>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Tenant tenant = i % 2 == 0 ? ACME : BOLT;
        callers.add(threads.submit(() -> callInEveryWay(tenant)));
      }
      Future<Integer> watcher = threads.submit(() -> watch(done));
      Future<Void> turnover = threads.submit(() -> turnTenantsOver(done));
      Future<Void> editor = threads.submit(() -> edit(done));
      for (Future<Void> caller : callers) {
        caller.get();
      }
      done.set(true);
      turnover.get();
      editor.get();
      assertThat(watcher.get()).as("snapshots").isPositive();
    }
    Snapshot end = bench.statistics.snapshot();
    Conservation.holds(end);
    assertThat(end.total().offered()).isEqualTo((long) THREADS * PER_THREAD);
    assertThat(end.total().inFlight()).isZero();
    assertThat(end.total().answered()).isPositive();
    assertThat(end.total().left()).isPositive();
    assertThat(end.departed()).isNotEmpty();
  }

  private Void callInEveryWay(Tenant tenant) {
    List<Decision.Forward> open = new ArrayList<>();
    for (int i = 0; i < PER_THREAD; i++) {
      String path = i % 3 == 0 ? "/v1/orders" : "/v1/vouchers/C" + i + "/validate";
      if (bench.ask(tenant, "POST", path) instanceof Decision.Forward forward) {
        open.add(forward);
      }
      if (open.size() > i % 7) {
        end(open.removeFirst(), i);
      }
    }
    open.forEach(forward -> end(forward, 1));
    return null;
  }

  private static void end(Decision.Forward forward, int i) {
    switch (i % 4) {
      case 0 -> forward.course().finished(0);
      case 1 -> forward.course().failed(UpstreamFailure.TIMEOUT);
      default -> forward.course().finished(i % 2 == 0 ? 200 : 404);
    }
  }

  private int watch(AtomicBoolean done) {
    int snapshots = 0;
    RouteFigures before = bench.statistics.snapshot().total();
    while (!done.get()) {
      Snapshot snapshot = bench.statistics.snapshot();
      Conservation.holds(snapshot);
      RouteFigures now = snapshot.total();
      assertThat(now.offered()).isGreaterThanOrEqualTo(before.offered());
      assertThat(now.admitted()).isGreaterThanOrEqualTo(before.admitted());
      assertThat(now.limited()).isGreaterThanOrEqualTo(before.limited());
      assertThat(now.refused()).isGreaterThanOrEqualTo(before.refused());
      assertThat(now.answered()).isGreaterThanOrEqualTo(before.answered());
      assertThat(now.micros().getTotalCount()).isGreaterThanOrEqualTo(before.left());
      before = now;
      snapshots++;
    }
    return snapshots;
  }

  private Void turnTenantsOver(AtomicBoolean done) {
    while (!done.get()) {
      bench.standing.put(Roster.of(List.of(BOLT)));
      bench.standing.put(Roster.of(List.of(ACME, BOLT)));
    }
    return null;
  }

  private Void edit(AtomicBoolean done) {
    for (long rate = 1; !done.get(); rate++) {
      bench.quota(new TenantQuota("bolt", Rate.perSecond(rate % 50), 1 + rate % 50));
    }
    return null;
  }

  @Test
  void staysBoundedByTenantsTimesTemplatesWhateverIsAsked() {
    for (int i = 0; i < 3_000; i++) {
      bench.ask(ACME, "M" + i, "/path/" + i);
      bench.ask(ACME, "GET", "/v1/vouchers/" + i);
      bench.ask(ACME, "GET", "/v1/orders/" + i + "?page=" + i);
    }
    assertThat(bench.statistics.tenants().getFirst().routes())
        .extracting(RouteFigures::route)
        .containsExactly("/v1/orders/{id}", "/v1/vouchers/{code}", "other");
  }

  @Test
  void keepsInASumWhatATenantDidWhoHasLeft() {
    Decision.Forward open = Bench.forward(bench.validate(ACME, "A"));
    bench.validate(BOLT, "A");

    bench.standing.put(Roster.of(List.of(BOLT)));

    Snapshot left = bench.statistics.snapshot();
    assertThat(left.tenants())
        .extracting(GatewayStatistics.TenantFigures::tenant)
        .containsExactly("bolt");
    assertThat(left.departed())
        .extracting(RouteFigures::route, RouteFigures::offered, RouteFigures::inFlight)
        .containsExactly(tuple(ApiRoutes.VALIDATE, 1L, 1L));

    bench.standing.put(Roster.of(List.of(ACME, BOLT)));
    open.course().finished(200);
    bench.validate(ACME, "B");

    Snapshot back = bench.statistics.snapshot();
    assertThat(back.departed().getFirst().answered()).isEqualTo(1);
    assertThat(back.departed().getFirst().inFlight()).isZero();
    assertThat(back.tenants().getFirst().routes().getFirst().offered()).isEqualTo(1);
    assertThat(back.total().offered()).isEqualTo(3);
    Conservation.holds(back);
  }

  @Test
  void countsARequestWhoseTenantLeavesWhileItIsDecided() {
    RouteStatistics row = bench.statistics.of("acme", "r");
    row.offered();
    bench.standing.put(Roster.of(List.of(BOLT)));
    row.admitted(Bound.ROUTE);
    bench.statistics.of("acme", "new").turnedAway(Refusal.INTERNAL);

    List<RouteFigures> departed = bench.statistics.snapshot().departed();
    assertThat(departed).extracting(RouteFigures::route).containsExactly("new", "r");
    assertThat(departed).extracting(RouteFigures::offered).containsExactly(1L, 1L);
    assertThat(departed.getLast().shadowLimitedBy().byName()).containsExactly(entry("route", 1L));
    row.left(5);
    assertThat(bench.statistics.snapshot().departed().getLast().left()).isEqualTo(1);
    Conservation.holds(bench.statistics.snapshot());
  }

  @Test
  void countsADecisionThatFailsAsTheGatewaysOwnMistake() {
    Buckets broken =
        (account, route, target) -> {
          throw new IllegalStateException("no bucket");
        };
    Gateway gateway =
        new Gateway(
            bench.standing,
            bench.overload,
            new Limiter(broken),
            null,
            bench.statistics,
            new Refusals(new SplittableRandom(1)),
            Bench.nobody(),
            bench.clock,
            bench.clock);
    RequestHead head =
        Bench.head("GET", "/v1/orders", "X-App-Id", ACME.appId(), "X-App-Token", ACME.appToken());

    assertThatIllegalStateException().isThrownBy(() -> gateway.direct(head));

    RouteFigures row = bench.statistics.tenants().getFirst().routes().getFirst();
    assertThat(row.refusedBy().byName()).containsExactly(entry("internal", 1L));
    Conservation.holds(bench.statistics.snapshot());
  }

  @Test
  void sortsResponseTimesIntoBucketsThatSumToTheCount() {
    RouteStatistics statistics = new RouteStatistics();
    long[] millis = {0, 1, 2, 3, 7, 20, 99, 400, 3_000, 9_000, 60_000, 3_600_000};
    for (long took : millis) {
      statistics.answered(200, took * 1_000_000);
    }
    ResponseTime time = statistics.snapshot("r").responseTime();

    assertThat(time.bucketCounts())
        .containsExactly(2L, 1L, 1L, 1L, 1L, 0L, 1L, 0L, 1L, 0L, 0L, 1L, 1L, 2L);
    assertThat(time.count()).isEqualTo(millis.length);
    assertThat(time.maxMicros()).isBetween(119_000_000L, 121_000_000L);
  }
}
