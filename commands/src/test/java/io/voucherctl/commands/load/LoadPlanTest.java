package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LoadPlanTest {
  private static final long MILLI = 1_000_000;

  @Test
  void tenantsThatCallEquallyOftenDoNotCallAtTheSameMoments() {
    LoadPlan plan = plan(4, Rate.perSecond(10)).withWarmup(Duration.ofMillis(250));
    Set<Long> all = new TreeSet<>();
    for (LoadPlan.TenantLoad load : plan.tenants()) {
      ArrivalSchedule schedule = plan.schedule(load);
      long end = Duration.ofMillis(1_250).toNanos();
      int measured = 0;
      for (long due = schedule.nextNanos(); due < end; due = schedule.nextNanos()) {
        all.add(due);
        measured += due >= 250 * MILLI ? 1 : 0;
      }
      assertThat(measured).as(load.tenant()).isEqualTo(10);
    }
    assertThat(all).first().isEqualTo(0L);
    assertThat(all).contains(250 * MILLI, 275 * MILLI, 300 * MILLI, 325 * MILLI, 350 * MILLI);
    assertThat(all).hasSize(4 * 10 + 10);
  }

  private static LoadPlan plan(int tenants, Rate rate) {
    return LoadPlan.of(
        IntStream.range(0, tenants)
            .mapToObj(i -> new LoadPlan.TenantLoad("t" + i, rate, OperationMix.DEFAULT))
            .toList(),
        Duration.ofSeconds(1));
  }
}
