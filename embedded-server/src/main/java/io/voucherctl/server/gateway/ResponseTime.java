package io.voucherctl.server.gateway;

import java.util.List;

/**
 * How long admitted requests took, from their head's arrival to the end of their answer.
 *
 * @param bucketCounts per bound of {@link RouteStatistics#BOUNDS_MICROS}, not cumulative, and one
 *     more for what was slower
 */
record ResponseTime(
    long count,
    long totalMicros,
    long p50Micros,
    long p99Micros,
    long maxMicros,
    List<Long> bucketCounts) {}
