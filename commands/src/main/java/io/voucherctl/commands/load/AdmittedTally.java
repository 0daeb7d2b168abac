package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.SampleKey;
import io.voucherctl.server.quota.RateLimit;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How far one tenant was ever ahead of its rate. A token bucket that was full admits at most {@code
 * burst + rate * t} in any stretch of length t, so the most that any stretch was ahead of {@code
 * rate * t} is at most the burst: the largest sum over neighbouring intervals (Kadane's algorithm).
 * One thread.
 */
final class AdmittedTally {
  private final String tenant;
  private final RateLimit limit;
  private double ahead;
  private long aheadFrom;
  private double mostAhead;
  private long mostFrom;
  private long mostTo;
  private long longestNanos;

  AdmittedTally(String tenant, RateLimit limit) {
    this.tenant = tenant;
    this.limit = limit;
  }

  void add(Interval interval) {
    long admitted = 0;
    for (Map.Entry<SampleKey, Histogram> entry : interval.responseTimes().entrySet()) {
      SampleKey key = entry.getKey();
      if (key.tenant().equals(tenant) && key.outcome().equals(Endings.OK)) {
        admitted += entry.getValue().getTotalCount();
        longestNanos = Math.max(longestNanos, entry.getValue().getMaxValue());
      }
    }
    if (ahead <= 0) {
      ahead = 0;
      aheadFrom = interval.fromNanos();
    }
    double seconds = (interval.toNanos() - interval.fromNanos()) / 1e9;
    ahead += admitted - limit.rate().perSecond() * seconds;
    if (ahead > mostAhead) {
      mostAhead = ahead;
      mostFrom = aheadFrom;
      mostTo = interval.toNanos();
    }
  }

  /**
   * How many more than the burst allows were admitted in the worst stretch; 0 when none was. A
   * request counts where it was fired and was admitted at some moment until its answer, so a
   * stretch may have been longer by the longest answer.
   */
  long excess() {
    double allowed = limit.burst() + limit.rate().perSecond() * longestNanos / 1e9;
    return (long) Math.max(0, Math.ceil(mostAhead - allowed - 1e-6));
  }

  double fromSeconds() {
    return mostFrom / 1e9;
  }

  double toSeconds() {
    return mostTo / 1e9;
  }
}
