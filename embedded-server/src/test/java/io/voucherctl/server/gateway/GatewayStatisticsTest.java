package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class GatewayStatisticsTest {
  private static final int THREADS = 4;
  private static final int PER_THREAD = 5_000;

  private final Bench bench = Bench.sound();

  @Test
  void accountsForEveryRequestUnderConcurrency() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1)) {
      List<Future<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Tenant tenant = i % 2 == 0 ? ACME : BOLT;
        callers.add(threads.submit(() -> call(tenant)));
      }
      Future<Void> reader = threads.submit(watchInvariants(done));
      int admitted = 0;
      for (Future<Integer> caller : callers) {
        admitted += caller.get();
      }
      done.set(true);
      reader.get();

      assertThat(sum(RouteFigures::offered)).isEqualTo((long) THREADS * PER_THREAD);
      assertThat(sum(RouteFigures::admitted)).isEqualTo(admitted).isEqualTo(90);
      assertThat(sum(f -> f.responseTime().count())).isEqualTo(admitted);
    }
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
  void forgetsATenantThatHasLeftAndKeepsTheOthersFigures() {
    bench.validate(ACME, "A");
    bench.validate(BOLT, "A");
    bench.standing.put(Roster.of(List.of(BOLT)));

    assertThat(bench.statistics.tenants())
        .extracting(GatewayStatistics.TenantFigures::tenant)
        .containsExactly("bolt");
    assertThat(sum(RouteFigures::offered)).isEqualTo(1);
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

  private Callable<Void> watchInvariants(AtomicBoolean done) {
    return () -> {
      while (!done.get()) {
        for (GatewayStatistics.TenantFigures tenant : bench.statistics.tenants()) {
          for (RouteFigures figures : tenant.routes()) {
            long answered = figures.byStatusClass().stream().mapToLong(Long::longValue).sum();
            assertThat(answered).isLessThanOrEqualTo(figures.admitted());
            assertThat(answered).isEqualTo(figures.responseTime().count());
          }
        }
      }
      return null;
    };
  }

  private int call(Tenant tenant) {
    int admitted = 0;
    for (int i = 0; i < PER_THREAD; i++) {
      Decision decision = bench.validate(tenant, "CODE-" + i);
      if (decision instanceof Decision.Forward forward) {
        admitted++;
        forward.course().finished(200);
      }
    }
    return admitted;
  }

  private long sum(ToLongFunction<RouteFigures> figure) {
    return bench.statistics.tenants().stream()
        .flatMap(tenant -> tenant.routes().stream())
        .mapToLong(figure)
        .sum();
  }
}
