package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.voucherctl.server.quota.Rate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalScheduleTest {
  @ParameterizedTest
  @ValueSource(strings = {"3/s", "7/m", "49999999/h", "999999937/h", "1000000000/s", "1/h"})
  void theNthArrivalIsExactForAMillionDraws(String text) {
    Rate rate = Rate.parse(text);
    ArrivalSchedule schedule = ArrivalSchedule.constant(rate);
    BigInteger period = BigInteger.valueOf(rate.period().toNanos());
    BigInteger count = BigInteger.valueOf(rate.count());
    for (long n = 0; n < 1_000_000; n++) {
      long due = schedule.nextNanos();
      if (n % 997 == 0 || n > 999_990) {
        assertThat(due)
            .isEqualTo(BigInteger.valueOf(n).multiply(period).divide(count).longValueExact());
      }
    }
  }

  @Test
  void poissonArrivalsHaveExponentialGapsOfTheRightMean() {
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(Rate.perSecond(200), new SplittableRandom(11));
    int draws = 200_000;
    List<Long> gaps = new ArrayList<>();
    long last = 0;
    for (int i = 0; i < draws; i++) {
      long due = schedule.nextNanos();
      assertThat(due).isGreaterThanOrEqualTo(last);
      gaps.add(due - last);
      last = due;
    }
    double mean = gaps.stream().mapToLong(Long::longValue).average().orElseThrow();
    assertThat(mean).isCloseTo(5_000_000, withPercentage(1));
    long longerThanMean = gaps.stream().filter(gap -> gap > 5_000_000).count();
    assertThat(longerThanMean / (double) draws).isCloseTo(Math.exp(-1), withPercentage(2));
  }

  @Test
  void theSameSeedGivesTheSamePoissonArrivals() {
    ArrivalSchedule one = ArrivalSchedule.poisson(Rate.perSecond(9), new SplittableRandom(4));
    ArrivalSchedule two = ArrivalSchedule.poisson(Rate.perSecond(9), new SplittableRandom(4));
    ArrivalSchedule other = ArrivalSchedule.poisson(Rate.perSecond(9), new SplittableRandom(5));
    assertThat(one.nextNanos()).isEqualTo(two.nextNanos()).isNotEqualTo(other.nextNanos());
  }

  @Test
  void aRateOfNothingHasNoSchedule() {
    assertThatThrownBy(() -> ArrivalSchedule.constant(Rate.perSecond(0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMergedScheduleWalksAllTenantsInTimeOrder() {
    MergedSchedule merged =
        new MergedSchedule(
            List.of(
                ArrivalSchedule.constant(Rate.perSecond(2)),
                ArrivalSchedule.constant(Rate.perSecond(5)),
                ArrivalSchedule.poisson(Rate.perSecond(50), new SplittableRandom(3))));
    int[] seen = new int[3];
    long last = 0;
    while (merged.dueNanos() < 10_000_000_000L) {
      assertThat(merged.dueNanos()).isGreaterThanOrEqualTo(last);
      last = merged.dueNanos();
      seen[merged.lane()]++;
      merged.advance();
    }
    assertThat(seen[0]).isEqualTo(20);
    assertThat(seen[1]).isEqualTo(50);
    assertThat(seen[2]).isBetween(400, 600);
  }
}
