package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.SampleKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Intervals as literals: {@code second(3).with("acme", "redeem", "ok", 20, 5)}. */
final class Intervals {
  private static final long SECOND = 1_000_000_000L;

  private final long fromNanos;
  private final long toNanos;
  private final Map<SampleKey, Histogram> times = new LinkedHashMap<>();

  private Intervals(long fromNanos, long toNanos) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
  }

  /** The n-th second of the measured time, from 0. */
  static Intervals second(long n) {
    return new Intervals(n * SECOND, (n + 1) * SECOND);
  }

  static Intervals between(double fromSeconds, double toSeconds) {
    return new Intervals((long) (fromSeconds * SECOND), (long) (toSeconds * SECOND));
  }

  /** So many requests that ended so, each after so many milliseconds. */
  Intervals with(String tenant, String operation, String outcome, long count, long millis) {
    times
        .computeIfAbsent(new SampleKey(tenant, operation, outcome), _ -> LatencyFigures.histogram())
        .recordValueWithCount(millis * 1_000_000, count);
    return this;
  }

  Interval get() {
    return new Interval(fromNanos, toNanos, times);
  }
}
