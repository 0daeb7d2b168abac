package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.voucherctl.server.quota.Rate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StageTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aRampSolvesItsIntegralToTheNanosecond() {
    assertRamp(0, 500, 60);
    assertRamp(500, 0, 60);
    assertRamp(50, 5_000, 600);
    assertRamp(40_000, 39_999, 30);
  }

  @Test
  void aStepGoesUpInEqualStepsAndReachesItsEnd() {
    Timeline timeline =
        timeline(new Stage.Step(Rate.perSecond(10), Rate.perSecond(50), 5, seconds(20)));
    assertThat(timeline.rateAt(0)).isEqualTo(10);
    assertThat(timeline.rateAt(4 * SECOND)).isEqualTo(20);
    assertThat(timeline.rateAt(20 * SECOND - 1)).isEqualTo(50);
    assertThat(timeline.arrivals(0, 20 * SECOND)).isEqualTo(600);
  }

  @Test
  void aBurstComesAfterAQuietTimeAndHasItsExtraRequests() {
    BurstStage stage =
        BurstStage.extra(Rate.perSecond(10), 100, seconds(5), Duration.ofMillis(100), seconds(20));
    Timeline timeline = timeline(stage);
    assertThat(timeline.rateAt(4 * SECOND)).isEqualTo(10);
    assertThat(timeline.rateAt(4_900_000_000L)).isEqualTo(1_010);
    assertThat(timeline.rateAt(5 * SECOND)).isEqualTo(10);
    assertThat(timeline.arrivals(0, 20 * SECOND)).isEqualTo(600);
    assertThat(timeline.peak(0, 20 * SECOND)).isEqualTo(1_010);
  }

  @Test
  void aReplayHasTheRecordedCountInEachStretch() {
    List<RecordedCounts.Stretch> counts =
        List.of(
            new RecordedCounts.Stretch(SECOND, 7),
            new RecordedCounts.Stretch(SECOND, 0),
            new RecordedCounts.Stretch(SECOND, 13));
    for (boolean random : List.of(false, true)) {
      ReplayStage stage = new ReplayStage(Path.of("run.hlog"), "acme", random, counts, seconds(3));
      int[] seen = new int[3];
      for (long due : walk(timeline(stage))) {
        seen[(int) (due / SECOND)]++;
      }
      assertThat(seen[1]).isZero();
      if (!random) {
        assertThat(seen).containsExactly(7, 0, 13);
      }
    }
    ReplayStage cut =
        new ReplayStage(Path.of("run.hlog"), "acme", false, counts, Duration.ofMillis(2_500));
    assertThat(walk(timeline(cut))).hasSize(14);
  }

  @Test
  void fractionsOfARequestGoOnToTheNextStage() {
    // A third of a request in each second: one in three seconds, not one in each.
    Stage third = new Stage.Constant(Rate.parse("20/m"), seconds(1));
    Timeline.Builder timeline = new Timeline.Builder(0);
    for (int i = 0; i < 30; i++) {
      timeline.add(third);
    }
    assertThat(walk(timeline.build())).hasSize(10).startsWith(0L, 3 * SECOND, 6 * SECOND);
  }

  @Test
  void theWarmUpHasTheAverageRateOfTheFirstStage() {
    LoadModel.Open model =
        new LoadModel.Open(
            List.of(new Stage.Ramp(Rate.perSecond(0), Rate.perSecond(100), seconds(10))));
    Timeline timeline = model.timeline(2 * SECOND, 0);
    assertThat(timeline.rateAt(SECOND)).isEqualTo(50);
    assertThat(timeline.rateAt(2 * SECOND)).isZero();
    assertThat(timeline.arrivals(0, 2 * SECOND)).isEqualTo(100);
    assertThat(timeline.arrivals(2 * SECOND, 12 * SECOND)).isEqualTo(500);
  }

  /** Kolmogorov and Smirnov's distance of the gaps from the exponential, at the 1 % level. */
  @Test
  void poissonGapsAreExponential() {
    int draws = 20_000;
    ArrivalSchedule schedule =
        timeline(new Stage.Poisson(Rate.perSecond(250), null)).schedule(new SplittableRandom(42));
    double[] gaps = new double[draws];
    long last = 0;
    for (int i = 0; i < draws; i++) {
      long due = schedule.nextNanos();
      gaps[i] = (due - last) / 1e9;
      last = due;
    }
    Arrays.sort(gaps);
    double distance = 0;
    for (int i = 0; i < draws; i++) {
      double expected = 1 - Math.exp(-250 * gaps[i]);
      distance = Math.max(distance, Math.abs(expected - i / (double) draws));
      distance = Math.max(distance, Math.abs(expected - (i + 1) / (double) draws));
    }
    assertThat(distance).isLessThan(1.63 / Math.sqrt(draws));
  }

  @Test
  void poissonCountsOfEqualStretchesVaryAsMuchAsTheirMean() {
    List<Long> due = walk(timeline(new Stage.Poisson(Rate.perSecond(50), seconds(2_000))));
    int[] counts = new int[2_000];
    due.forEach(nanos -> counts[(int) (nanos / SECOND)]++);
    double mean = Arrays.stream(counts).average().orElseThrow();
    double variance =
        Arrays.stream(counts).mapToDouble(count -> (count - mean) * (count - mean)).sum() / 2_000;
    assertThat(mean).isCloseTo(50, offset(0.5));
    assertThat(variance / mean).isCloseTo(1, offset(0.1));
  }

  @Test
  void whatIsNoStageIsRefused() {
    Rate some = Rate.perSecond(1);
    assertThatThrownBy(() -> new Stage.Poisson(Rate.perSecond(0), seconds(1)))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Stage.Step(some, some, 1, seconds(1)))
        .hasMessageContaining("steps must be 2 to 1000");
    assertThatThrownBy(() -> new BurstStage(some, some, seconds(1), seconds(1), seconds(5)))
        .hasMessageContaining("length < every <= for");
    assertThatThrownBy(() -> new Stage.Constant(some, Duration.ZERO))
        .hasMessageContaining("at least 1ms");
    assertThatThrownBy(() -> new Stage.Constant(some, Duration.ofDays(2)))
        .hasMessageContaining("at most 24h");
  }

  private static void assertRamp(long from, long to, int length) {
    Timeline timeline =
        timeline(new Stage.Ramp(Rate.perSecond(from), Rate.perSecond(to), seconds(length)));
    ArrivalSchedule schedule = timeline.schedule(new SplittableRandom(1));
    MathContext exact = new MathContext(40);
    BigDecimal growth = BigDecimal.valueOf(to - from).divide(BigDecimal.valueOf(length), exact);
    long count = (from + to) * length / 2;
    for (long n = 0; n < count; n++) {
      BigDecimal t = BigDecimal.valueOf(schedule.nextNanos()).movePointLeft(9);
      if (n % 101 == 0 || n > count - 3) {
        BigDecimal due =
            BigDecimal.valueOf(from)
                .multiply(t)
                .add(growth.multiply(t.pow(2)).divide(BigDecimal.valueOf(2), exact));
        // Within what a nanosecond adds at the rate of that moment, or a float's last digits.
        double rate = from + growth.doubleValue() * t.doubleValue();
        assertThat(due.doubleValue())
            .isCloseTo((double) n, offset(2e-9 * rate + 1e-18 * Math.abs(to - from) + 1e-7));
      }
    }
    assertThat(schedule.nextNanos()).isEqualTo(ArrivalSchedule.ENDED);
  }

  private static Timeline timeline(Stage stage) {
    return new Timeline.Builder(0).add(stage).build();
  }

  private static List<Long> walk(Timeline timeline) {
    ArrivalSchedule schedule = timeline.schedule(new SplittableRandom(7));
    List<Long> due = new ArrayList<>();
    for (long next = schedule.nextNanos(); next != ArrivalSchedule.ENDED; ) {
      due.add(next);
      next = schedule.nextNanos();
    }
    return due;
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
