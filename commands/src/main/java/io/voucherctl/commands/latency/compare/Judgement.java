package io.voucherctl.commands.latency.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One group of a comparison, from its differences to what they say. */
final class Judgement {
  private final String name;
  private final Side a;
  private final Side b;
  private final @Nullable String missingIn;
  private final @Nullable GroupDifferences differences;

  /**
   * Works the differences out.
   *
   * @param missingIn the log that does not know the group, or null
   * @param enough false when the runs are too short to resample
   */
  Judgement(String name, Side a, Side b, @Nullable String missingIn, boolean enough) {
    this.name = name;
    this.a = a;
    this.b = b;
    this.missingIn = missingIn;
    this.differences = enough && missingIn == null ? new GroupDifferences(a, b) : null;
  }

  List<Difference> family() {
    return differences == null ? List.of() : differences.family();
  }

  /** What the differences say when each may be off by {@code width} standard errors. */
  LatencyComparison.Group judge(double width, Bounds bounds) {
    List<LatencyComparison.PercentileChange> times = new ArrayList<>();
    for (Quantile quantile : Quantile.values()) {
      Difference one = differences == null ? null : differences.percentileDifference(quantile);
      Range range = Range.of(one, width, Math.log1p(bounds.maxRegression()));
      times.add(
          new LatencyComparison.PercentileChange(
              quantile.toString(),
              micros(a.nanos(quantile)),
              micros(b.nanos(quantile)),
              range.finding(),
              range.percent(range.point()),
              range.percent(range.low()),
              range.percent(range.high())));
    }
    return new LatencyComparison.Group(
        name, missingIn, times, throughput(width, bounds), errors(width, bounds));
  }

  private LatencyComparison.RateChange throughput(double width, Bounds bounds) {
    Range range =
        Range.of(
            differences == null ? null : differences.throughputDifference(),
            width,
            -Math.log1p(-bounds.maxRegression()));
    return new LatencyComparison.RateChange(
        Comparison.hundredths(a.rate(a.once())),
        Comparison.hundredths(b.rate(b.once())),
        range.finding(),
        range.percent(-range.point()),
        range.percent(-range.high()),
        range.percent(-range.low()));
  }

  private LatencyComparison.ShareChange errors(double width, Bounds bounds) {
    Range range =
        Range.of(
            differences == null ? null : differences.errorDifference(),
            width,
            bounds.maxErrorRise());
    return new LatencyComparison.ShareChange(
        thousandths(100 * a.errorShare(a.once())),
        thousandths(100 * b.errorShare(b.once())),
        range.finding(),
        range.points(range.point()),
        range.points(range.low()),
        range.points(range.high()));
  }

  private static long micros(long nanos) {
    return (nanos + 500) / 1_000;
  }

  private static double thousandths(double number) {
    return Math.round(number * 1_000) / 1_000.0;
  }

  /** A difference with its interval; positive is worse. */
  private record Range(Finding finding, double point, double low, double high) {
    static Range of(@Nullable Difference one, double width, double allowed) {
      if (one == null) {
        return new Range(Finding.tooFew, 0, 0, 0);
      }
      double reach = one.reach(width);
      double low = one.point() - reach;
      double high = one.point() + reach;
      return new Range(finding(one.point(), low, high, allowed), one.point(), low, high);
    }

    private static Finding finding(double point, double low, double high, double allowed) {
      if (low > 0 && point > allowed) {
        return Finding.regressed;
      }
      if (high < 0) {
        return Finding.improved;
      }
      return high <= allowed ? Finding.same : Finding.uncertain;
    }

    /** From a logarithm; null when there is none. */
    @Nullable Double percent(double logarithm) {
      return finding == Finding.tooFew
          ? null
          : (Double) Comparison.hundredths(100 * Math.expm1(logarithm));
    }

    @Nullable Double points(double part) {
      return finding == Finding.tooFew ? null : (Double) thousandths(100 * part);
    }
  }
}
