package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(KubeletPlan.BACK_OFF_UNIT, KubeletPlan.BACK_OFF_CAP);
  private Instant now = Instant.parse("2021-08-20T12:38:00Z");

  @Test
  void restartsAtOnceThenDoublesFromTenSecondsToFiveMinutes() {
    assertThat(crashes(8, Duration.ofSeconds(2)))
        .extracting(Duration::toSeconds)
        .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void forgetsAfterMoreThanTwiceTheCapWithoutACrash() {
    crashes(4, Duration.ofSeconds(2));

    assertThat(crashes(1, Duration.ofMinutes(10))).containsExactly(Duration.ofSeconds(80));
    assertThat(crashes(2, Duration.ofMinutes(10).plusMillis(1)))
        .containsExactly(Duration.ZERO, Duration.ZERO);
    assertThat(crashes(1, Duration.ofSeconds(2))).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void shortensWithItsUnitAndCap() {
    BackOff drill = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(3));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waits.add(drill.waitAfter(now));
      drill.restarted(now, now);
    }

    assertThat(waits).extracting(Duration::toSeconds).containsExactly(0L, 1L, 2L, 3L);
    assertThat(drill.waitAfter(now.plusMillis(6_001))).isZero();
  }

  @Test
  void spellsDurationsAsTheKubeletDoes() {
    assertThat(List.of(10_000, 80_000, 300_000, 3_600_000, 500, 1_500))
        .extracting(millis -> BackOff.text(Duration.ofMillis(millis)))
        .containsExactly("10s", "1m20s", "5m0s", "1h0m0s", "500ms", "1.5s");
  }

  /** Runs for {@code run} and crashes, so many times; returns the wait after each crash. */
  private List<Duration> crashes(int count, Duration run) {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant finished = now.plus(run);
      Duration wait = backOff.waitAfter(finished);
      waits.add(wait);
      now = finished.plus(wait);
      backOff.restarted(finished, now);
    }
    return waits;
  }
}
