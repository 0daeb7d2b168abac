package io.voucherctl.commands.latency;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * Percentiles of one histogram of nanoseconds, in whole microseconds. With a {@code count} of 0 the
 * other figures are 0 and mean nothing.
 */
public record LatencyFigures(
    long count, long p50Micros, long p90Micros, long p99Micros, long p999Micros, long maxMicros) {
  /** Five minutes; what takes longer is recorded as this, and counted. */
  public static final long HIGHEST_NANOS = 300_000_000_000L;

  /** Below a microsecond no figure is shown, so none is told apart. */
  private static final long LOWEST_NANOS = 1_000;

  private static final int DIGITS = 3;

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

  /**
   * An empty histogram of nanoseconds, of the one resolution that records, logs and reports share.
   * It grows with its values, and so is as small as they allow.
   */
  public static Histogram histogram() {
    Histogram histogram = new Histogram(LOWEST_NANOS, 2 * LOWEST_NANOS, DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  private static long micros(long nanos) {
    return (nanos + 500) / 1000;
  }
}
