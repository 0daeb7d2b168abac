package io.voucherctl.commands.latency;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of one histogram of nanoseconds, in whole microseconds. With a {@code count} of 0 the
 * other figures are 0 and mean nothing.
 */
public record LatencyFigures(
    long count, long p50Micros, long p90Micros, long p99Micros, long p999Micros, long maxMicros) {
  /** The figures of nothing. */
  public static final LatencyFigures NONE = new LatencyFigures(0, 0, 0, 0, 0, 0);

  public static LatencyFigures of(AbstractHistogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return NONE;
    }
    return new LatencyFigures(
        nanos.getTotalCount(),
        micros(nanos.getValueAtPercentile(50)),
        micros(nanos.getValueAtPercentile(90)),
        micros(nanos.getValueAtPercentile(99)),
        micros(nanos.getValueAtPercentile(99.9)),
        micros(nanos.getMaxValue()));
  }

  /** An empty histogram of the one shape that recorders, logs and reports share. */
  public static Histogram histogram() {
    return new Histogram(
        LatencySeries.LOWEST_NANOS, LatencySeries.HIGHEST_NANOS, LatencySeries.DIGITS);
  }

  private static long micros(long nanos) {
    return (nanos + 500) / 1000;
  }
}
