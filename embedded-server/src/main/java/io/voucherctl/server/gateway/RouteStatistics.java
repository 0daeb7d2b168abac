package io.voucherctl.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one tenant did on one route since the start. Safe for all threads: every change and every
 * snapshot is one short critical section, so a snapshot never shows half a request.
 */
final class RouteStatistics {
  /** Upper bounds of the exported histogram's buckets. */
  static final long[] BOUNDS_MICROS = {
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000
  };

  /** Longer is counted as this long; it bounds the histogram, at 20 KB. */
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private static final int SIGNIFICANT_DIGITS = 2;

  private final long[] statusClasses = new long[6];
  private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
  private long admitted;
  private long shadowLimited;
  private long limited;
  private long shed;
  private long refused;
  private long upstreamErrors;
  private long totalMicros;

  /** {@code shadowed}: it would have been limited, had the quota been enforced. */
  synchronized void admitted(boolean shadowed) {
    admitted++;
    if (shadowed) {
      shadowLimited++;
    }
  }

  synchronized void limited() {
    limited++;
  }

  /** Turned away so that the gateway stays alive. */
  synchronized void shed() {
    shed++;
  }

  synchronized void refused() {
    refused++;
  }

  /** An admitted request was answered; status 0 when the client left before. */
  synchronized void answered(int status, long nanos) {
    statusClasses[status < 100 || status > 599 ? 0 : status / 100]++;
    long took = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS);
    micros.recordValue(took);
    totalMicros += took;
  }

  /** An admitted request was answered in the upstream's stead. */
  synchronized void failed(int status, long nanos) {
    upstreamErrors++;
    answered(status, nanos);
  }

  synchronized RouteFigures snapshot(String route) {
    List<Long> byStatusClass = new ArrayList<>();
    for (long count : statusClasses) {
      byStatusClass.add(count);
    }
    return new RouteFigures(
        route,
        admitted,
        shadowLimited,
        limited,
        shed,
        refused,
        upstreamErrors,
        byStatusClass,
        responseTime());
  }

  private ResponseTime responseTime() {
    List<Long> counts = new ArrayList<>();
    long from = 0;
    for (long bound : BOUNDS_MICROS) {
      counts.add(micros.getCountBetweenValues(from, bound));
      from = micros.nextNonEquivalentValue(bound);
    }
    long slower = micros.getTotalCount() - counts.stream().mapToLong(Long::longValue).sum();
    counts.add(slower);
    return new ResponseTime(
        micros.getTotalCount(),
        totalMicros,
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99),
        micros.getMaxValue(),
        counts);
  }
}
