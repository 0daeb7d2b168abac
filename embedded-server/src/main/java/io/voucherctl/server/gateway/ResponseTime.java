package io.voucherctl.server.gateway;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long admitted requests took, from their head's arrival to the end of their answer, or until
 * their client left.
 *
 * @param bucketCounts per bound of {@link #BOUNDS_MICROS}, not cumulative, and one more for what
 *     was slower
 */
record ResponseTime(
    long count,
    long totalMicros,
    long p50Micros,
    long p99Micros,
    long p999Micros,
    long maxMicros,
    List<Long> bucketCounts) {
  /** Upper bounds of the exported histogram's buckets. */
  static final List<Long> BOUNDS_MICROS =
      List.of(
          1_000L,
          2_500L,
          5_000L,
          10_000L,
          25_000L,
          50_000L,
          100_000L,
          250_000L,
          500_000L,
          1_000_000L,
          2_500_000L,
          5_000_000L,
          10_000_000L);

  static ResponseTime of(Histogram micros, long totalMicros) {
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
        micros.getValueAtPercentile(99.9),
        micros.getMaxValue(),
        counts);
  }
}
