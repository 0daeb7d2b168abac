package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenantLoadTest {
  private final HandClock clock = new HandClock();
  private final TenantLoad load = new TenantLoad("acme", 0);

  @Test
  void aSteadyRateIsFoundAndForgottenExponentially() {
    for (int second = 0; second < 60; second++) {
      offer(100);
      pass(Duration.ofSeconds(1));
    }
    assertThat(load.perSecond()).isCloseTo(100, within(0.1));
    double before = load.perSecond();
    pass(Duration.ofSeconds(5));
    assertThat(load.perSecond()).isCloseTo(before / Math.E, within(0.1));
    pass(Duration.ofMinutes(2));
    assertThat(load.perSecond()).isLessThan(0.001);
  }

  @Test
  void requestsBeyondTheQuotaWeighTenTimesAsMuch() {
    for (int second = 0; second < 60; second++) {
      offer(10);
      clock.advance(Duration.ofSeconds(1));
      load.settle(4, clock.getAsLong());
    }
    assertThat(load.withinQuota()).isFalse();
    assertThat(load.weight()).isCloseTo(4 + 60, within(0.1));
    load.settle(10, clock.getAsLong());
    assertThat(load.withinQuota()).isTrue();
    assertThat(load.weight()).isCloseTo(10, within(0.1));
  }

  @Test
  void oneRequestASecondTrickles() {
    assertThat(load.trickles(clock.getAsLong())).isTrue();
    clock.advance(Duration.ofMillis(999));
    assertThat(load.trickles(clock.getAsLong())).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(load.trickles(clock.getAsLong())).isTrue();
    assertThat(load.trickles(clock.getAsLong())).isFalse();
  }

  private void offer(int requests) {
    for (int i = 0; i < requests; i++) {
      load.offer();
    }
  }

  private void pass(Duration time) {
    clock.advance(time);
    load.settle(1, clock.getAsLong());
  }
}
