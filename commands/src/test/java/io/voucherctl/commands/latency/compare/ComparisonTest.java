package io.voucherctl.commands.latency.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.RecordedValues;
import io.voucherctl.commands.latency.SyntheticRun;
import io.voucherctl.commands.latency.compare.LatencyComparison.Conclusion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final SyntheticRun RUN = SyntheticRun.ordinary();

  @Test
  void identicalRunsRarelyRaiseAnAlarm() {
    assertThat(SyntheticComparisons.alarms(RUN, RUN, 100, 300, 1)).isLessThanOrEqualTo(5);
    SyntheticRun shortAndMany = RUN.lasting(20).withTenants(4);
    assertThat(SyntheticComparisons.alarms(shortAndMany, shortAndMany, 60, 300, 1))
        .isLessThanOrEqualTo(3);
  }

  @Test
  void aTenthMoreAtTheTailIsFound() {
    SyntheticRun calm = RUN.unsteady(0.6, 0.02);
    assertThat(SyntheticComparisons.alarms(calm, calm.slowedBy(1.10), 50, 300, 1))
        .isGreaterThanOrEqualTo(45);
  }

  @Test
  void aRegressionIsNamedWithItsTenantAndPercentile() {
    SyntheticRun calm = RUN.unsteady(0.5, 0.02).withTenants(2);

    LatencyComparison found = SyntheticComparisons.compare(calm, calm.slowedBy(1.3), 500, 3);

    assertThat(found.conclusion()).isEqualTo(Conclusion.regressed);
    assertThat(found.exitCode()).isEqualTo(ExitCode.BREACHED);
    assertThat(found.reason()).contains("tenant-0 p99").contains("tenant-1 p99");
    assertThat(found.groups().getFirst().responseTime())
        .extracting(LatencyComparison.PercentileChange::finding)
        .startsWith(Finding.same, Finding.same, Finding.regressed);
    LatencyComparison.PercentileChange p99 = found.groups().getFirst().responseTime().get(2);
    assertThat(p99.differencePercent()).isBetween(20.0, 40.0);
    assertThat(p99.lowPercent()).isPositive().isLessThan(p99.differencePercent());
    assertThat(p99.highPercent()).isGreaterThan(30);
    assertThat(found.groups().getFirst().throughput().finding()).isEqualTo(Finding.same);
  }

  @Test
  void theSameRunTwiceIsTheSameInEveryMeasure() {
    BinnedRun run = SyntheticComparisons.binned(RUN, 5);
    LatencyComparison found = of(run, run);

    assertThat(found.conclusion()).isEqualTo(Conclusion.noRegression);
    assertThat(found.groups().getFirst().responseTime())
        .allSatisfy(time -> {
          assertThat(time.differencePercent()).isZero();
          assertThat(time.lowPercent()).isNotPositive();
        });
    assertThat(of(run, run)).isEqualTo(found);
  }

  @Test
  void tooLittleSaysSoAndIsNoPass() {
    LatencyComparison few = SyntheticComparisons.compare(RUN.lasting(9), RUN.lasting(60), 300, 1);
    assertThat(few.conclusion()).isEqualTo(Conclusion.inconclusive);
    assertThat(few.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
    assertThat(few.reason()).contains("at least 10 intervals");

    SyntheticRun thin = new SyntheticRun(1, 30, 1, 0, 0.1, 1);
    LatencyComparison scarce = SyntheticComparisons.compare(thin, thin, 300, 1);
    assertThat(scarce.conclusion()).isEqualTo(Conclusion.inconclusive);
    assertThat(scarce.reason()).contains("too few requests to judge tenant-0");

    LatencyComparison absent = SyntheticComparisons.compare(RUN.withTenants(2), RUN, 300, 1);
    assertThat(absent.conclusion()).isEqualTo(Conclusion.inconclusive);
    assertThat(absent.groups().getLast().missingIn()).isEqualTo("b");
  }

  @Test
  void strictHoldsWhatIsUncertainForInconclusive() {
    SyntheticRun wild = RUN.lasting(20).unsteady(0.6, 0.3);
    BinnedRun a = SyntheticComparisons.binned(wild, 1);
    BinnedRun b = SyntheticComparisons.binned(wild, 1);

    assertThat(of(a, b).reason()).contains("uncertain");
    assertThat(of(a, b).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(
            new Comparison(a, b, Grouping.tenant, new Bounds(0.05, 0.01, true), 300)
                .of("a", "b", 1, new SplittableRandom(1))
                .exitCode())
        .isEqualTo(ExitCode.INVALID_RUN);
  }

  @Test
  void looksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    SyntheticRun calm = RUN.unsteady(0.5, 0.02).lasting(30);
    Golden.check(
        "latency/compare",
        SyntheticComparisons.compare(calm.withTenants(2), calm.slowedBy(1.3), 500, 3),
        new CompareView());
  }

  @Test
  void aResampleHasThePercentilesOfItsMergedHistograms() {
    BinnedRun run = SyntheticComparisons.binned(RUN.lasting(25).unsteady(0.9, 0.5), 11);
    QuantileTable table = new QuantileTable(run.all());
    int[][] weights = new StationaryBootstrap(new SplittableRandom(1)).weights(50, run.size(), 3);
    SplittableRandom random = new SplittableRandom(2);
    for (int[] drawn : weights) {
      Histogram merged = new Histogram(1_000, 300_000_000_000L, 3);
      int distinct = 0;
      for (int i = 0; i < drawn.length; i++) {
        RecordedValues one = run.all().get(i).answered();
        for (int v = 0; v < one.size(); v++) {
          merged.recordValueWithCount(one.value(v), one.count(v) * drawn[i]);
        }
        distinct += one.size();
      }
      assertThat(table.total(drawn)).isEqualTo(merged.getTotalCount());
      for (Quantile quantile : Quantile.values()) {
        int anywhere = random.nextInt(Math.min(distinct, 100));
        assertThat(table.value(table.find(quantile, drawn, anywhere)))
            .isEqualTo(merged.getValueAtPercentile(100 * (1 - quantile.beyond())));
      }
    }
  }

  @Test
  void aLongRunHasLongerStretchesAndTheSameSums() {
    BinnedRun run = SyntheticComparisons.binned(new SyntheticRun(1, 1_000, 5, 0, 0.1, 1), 1);

    assertThat(run.size()).isBetween(250, 251);
    assertThat(run.widthSeconds()).isEqualTo(4);
    assertThat(run.all().stream().mapToLong(Bin::offered).sum()).isEqualTo(5_000);
    assertThat(run.all().stream().mapToLong(bin -> bin.answered().total()).sum()).isEqualTo(5_000);
    assertThat(IntStream.range(0, run.size()).mapToDouble(i -> run.seconds()[i]).sum())
        .isCloseTo(1_000, within(0.01));
  }

  private static LatencyComparison of(BinnedRun a, BinnedRun b) {
    return new Comparison(a, b, Grouping.tenant, new Bounds(0.05, 0.01, false), 300)
        .of("a", "b", 1, new SplittableRandom(1));
  }

  @Test
  void blocksGetLongerWithTheMemoryOfASeries() {
    double none = mean(0);
    double some = mean(0.6);
    double much = mean(0.95);

    assertThat(none).isLessThan(3);
    assertThat(some).isGreaterThan(none).isBetween(3.0, 12.0);
    assertThat(much).isGreaterThan(1.5 * some);
    assertThat(BlockLength.of(new double[100])).isEqualTo(1);
    assertThat(BlockLength.of(new double[] {1, 2})).isEqualTo(1);
  }

  @Test
  void blocksAreAsLongAsAskedOnAverage() {
    int[][] weights = new StationaryBootstrap(new SplittableRandom(1)).weights(400, 200, 10);

    assertThat(List.of(weights))
        .allSatisfy(one -> assertThat(IntStream.of(one).sum()).isEqualTo(200));
    double spread =
        List.of(weights).stream()
            .mapToDouble(one -> IntStream.of(one).filter(count -> count == 0).count())
            .average()
            .orElseThrow();
    assertThat(spread).isBetween(60.0, 100.0);
  }

  private static double mean(double memory) {
    SplittableRandom random = new SplittableRandom(4);
    double sum = 0;
    for (int run = 0; run < 40; run++) {
      double[] series = new double[200];
      double level = 0;
      for (int i = 0; i < series.length; i++) {
        level = memory * level + random.nextGaussian();
        series[i] = level;
      }
      sum += BlockLength.of(series) / 40;
    }
    return sum;
  }
}
