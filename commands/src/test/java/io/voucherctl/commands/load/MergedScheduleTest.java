package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.server.quota.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedScheduleTest {
  private static final long SECOND = 1_000_000_000L;

  private record Arrival(long due, int lane) {}

  @Test
  void isTheSortedUnionOfAllSchedules() {
    SplittableRandom random = new SplittableRandom(1);
    List<ArrivalSchedule> one = new ArrayList<>();
    List<ArrivalSchedule> same = new ArrayList<>();
    for (int lane = 0; lane < 200; lane++) {
      Rate rate = Rate.perSecond(1 + random.nextInt(20));
      long seed = random.nextLong();
      one.add(ArrivalSchedule.poisson(rate, new SplittableRandom(seed)));
      same.add(ArrivalSchedule.poisson(rate, new SplittableRandom(seed)));
    }
    List<Arrival> expected = new ArrayList<>();
    for (int lane = 0; lane < 200; lane++) {
      for (long due = same.get(lane).nextNanos(); due < SECOND; due = same.get(lane).nextNanos()) {
        expected.add(new Arrival(due, lane));
      }
    }
    expected.sort(Comparator.comparingLong(Arrival::due).thenComparingInt(Arrival::lane));

    assertThat(walk(new MergedSchedule(one), SECOND)).isEqualTo(expected);
  }

  @Test
  void atTheSameMomentTheEarlierListedGoesFirst() {
    List<ArrivalSchedule> equal =
        IntStream.range(0, 7).mapToObj(_ -> ArrivalSchedule.constant(Rate.perSecond(2))).toList();
    assertThat(walk(new MergedSchedule(equal), SECOND).stream().map(Arrival::lane))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void aScheduleThatEndsLeavesTheOthers() {
    MergedSchedule schedule =
        new MergedSchedule(
            List.of(() -> MergedSchedule.NEVER, ArrivalSchedule.constant(Rate.perSecond(1))));
    assertThat(walk(schedule, 3 * SECOND)).extracting(Arrival::lane).containsOnly(1).hasSize(3);
    assertThat(new MergedSchedule(List.of(() -> MergedSchedule.NEVER)).dueNanos())
        .isEqualTo(MergedSchedule.NEVER);
  }

  @Test
  void fasterMeansTheSameArrivalsInLessTime() {
    List<ArrivalSchedule> plan =
        List.of(
            ArrivalSchedule.constant(Rate.perSecond(10)),
            ArrivalSchedule.constant(Rate.perSecond(3)));
    MergedSchedule schedule = new MergedSchedule(plan);
    List<Arrival> before = walk(schedule, SECOND);
    schedule.scale(SECOND, 2);
    List<Arrival> fast = walk(schedule, 2 * SECOND);
    schedule.scale(2 * SECOND, 0.5);
    List<Arrival> slow = walk(schedule, 4 * SECOND);

    assertThat(before).hasSize(13);
    assertThat(fast).hasSize(26).first().isEqualTo(new Arrival(SECOND, 0));
    assertThat(fast).allSatisfy(one -> assertThat(one.due()).isBetween(SECOND, 2 * SECOND));
    assertThat(slow).hasSize(13).first().isEqualTo(new Arrival(2 * SECOND, 0));
    // The n-th of ten a second comes at plan time 4 s, which is reached after 1 + 1 + 2 seconds.
    assertThat(schedule.dueNanos()).isEqualTo(4 * SECOND);
  }

  @Test
  void tellsTheRateThatIsAskedForNow() {
    MergedSchedule schedule =
        new MergedSchedule(List.of(ArrivalSchedule.constant(Rate.perSecond(40))));
    assertThat(schedule.targetRate(0, SECOND)).isEqualTo(40);
    schedule.scale(SECOND, 1.5);
    assertThat(schedule.targetRate(0, SECOND)).isEqualTo(60);
    assertThatThrownBy(() -> schedule.scale(SECOND, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Arrival> walk(MergedSchedule schedule, long end) {
    List<Arrival> found = new ArrayList<>();
    for (long due = schedule.dueNanos(); due < end; due = schedule.dueNanos()) {
      found.add(new Arrival(due, schedule.lane()));
      schedule.advance();
    }
    return found;
  }
}
