package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.latency.LatencyTotals;
import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * One group of samples over time: what each stretch held, and everything together. A stretch of
 * several intervals shows the slowest of them: percentiles cannot be averaged.
 */
final class Track {
  static final int MOST_POINTS = 480;

  private final LatencyTotals totals = new LatencyTotals();
  private final long[] p50 = new long[MOST_POINTS];
  private final long[] p99 = new long[MOST_POINTS];
  private final long[] counts = new long[MOST_POINTS];

  void point(int index, Histogram interval) {
    if (interval.getTotalCount() > 0) {
      p50[index] = Math.max(p50[index], interval.getValueAtPercentile(50));
      p99[index] = Math.max(p99[index], interval.getValueAtPercentile(99));
      counts[index] += interval.getTotalCount();
    }
  }

  void fold() {
    fold(p50, Math::max);
    fold(p99, Math::max);
    fold(counts, Long::sum);
  }

  LatencyTotals totals() {
    return totals;
  }

  GroupFigures figures(String name, int points) {
    return new GroupFigures(
        name,
        totals.offered(),
        totals.outcomes(),
        totals.answered(),
        IntStream.range(0, points).mapToObj(i -> new Moment(p50[i], p99[i], counts[i])).toList());
  }

  static void fold(long[] values, LongBinaryOperator join) {
    int half = values.length / 2;
    for (int i = 0; i < half; i++) {
      values[i] = join.applyAsLong(values[2 * i], values[2 * i + 1]);
    }
    Arrays.fill(values, half, values.length, 0);
  }
}
