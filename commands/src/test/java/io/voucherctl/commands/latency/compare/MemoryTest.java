package io.voucherctl.commands.latency.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final int LENGTH = 40;
  private static final int RUNS = 200;

  @Test
  void memoryIsEstimatedWithoutTheBiasOfShortSeries() {
    double sum = 0;
    for (int run = 0; run < RUNS; run++) {
      sum += Memory.of(series(run, 0.6));
    }
    assertThat(sum / RUNS).isCloseTo(0.6, within(0.06));
    assertThat(Memory.of(new double[10])).isZero();
  }

  @Test
  void aSeriesThatRemembersWidensWhatResamplingAloneWouldSay() {
    assertThat(width(0)).isBetween(1.0, 1.35);
    assertThat(width(0.6)).isBetween(1.3, 2.5).isGreaterThan(1.15 * width(0));
    assertThat(width(0.9)).isGreaterThan(1.3 * width(0.6));
  }

  @Test
  void studentsFactorIsThatOfTheTables() {
    assertThat(Certainty.student(1.96, 10)).isCloseTo(2.228, within(0.01));
    assertThat(Certainty.student(1.96, 30)).isCloseTo(2.042, within(0.002));
    assertThat(Certainty.student(2.576, 20)).isCloseTo(2.845, within(0.01));
    assertThat(Certainty.student(1.96, -5)).isEqualTo(Certainty.student(1.96, 2));
  }

  private static double width(double memory) {
    double sum = 0;
    for (int run = 0; run < RUNS; run++) {
      double[] series = series(run, memory);
      int[][] drawn =
          new StationaryBootstrap(new SplittableRandom(run))
              .weights(100, LENGTH, BlockLength.of(series));
      sum += Memory.inflation(series, Memory.of(series), drawn);
    }
    return sum / RUNS;
  }

  private static double[] series(long seed, double memory) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] series = new double[LENGTH];
    double level = random.nextGaussian() / Math.sqrt(1 - memory * memory);
    for (int i = 0; i < series.length; i++) {
      level = memory * level + random.nextGaussian();
      series[i] = level;
    }
    return series;
  }
}
