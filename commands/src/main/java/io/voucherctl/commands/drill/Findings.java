package io.voucherctl.commands.drill;

import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, where, and whether the limiter acted: read off the gateways' own counters.
 *
 * @param offered requests of that tenant on that route in the flood, as the gateways counted
 * @param admitted those that the limiter let through
 * @param allowed the most that the quota allows in that time, of the whole fleet
 * @param replicas gateways that share the quota
 * @param restarts gateways that started anew in that time, each with its share of the burst
 * @param heapPeakPercent the fullest heap that a gateway was seen with
 */
record Findings(
    String tenant,
    String route,
    long offered,
    long admitted,
    long allowed,
    String quota,
    int replicas,
    int restarts,
    int heapPeakPercent) {

  static @Nullable Findings of(
      TrafficTally tally,
      Function<String, TenantQuota> quotas,
      int replicas,
      Duration window,
      int heapPeakPercent) {
    RouteCount heaviest = tally.heaviest().orElse(null);
    if (heaviest == null) {
      return null;
    }
    TenantQuota quota = quotas.apply(heaviest.tenant());
    int restarts = Math.max(0, tally.lives() - replicas);
    return new Findings(
        heaviest.tenant(),
        heaviest.route(),
        heaviest.offered(),
        heaviest.admitted(),
        allowed(quota, replicas, restarts, window),
        quota.rate() + " burst " + quota.burst(),
        replicas,
        restarts,
        heapPeakPercent);
  }

  /**
   * The token bucket's bound for the fleet: burst + rate * t. A replica's share of the burst is at
   * least one request. One that restarts brings its share again: at most the whole burst, when it
   * is the only one.
   */
  static long allowed(TenantQuota quota, int replicas, int restarts, Duration window) {
    if (quota.rate().count() == 0) {
      return 0;
    }
    double seconds = window.toNanos() / 1e9;
    long bursts = Math.max(quota.burst(), replicas) + restarts * quota.burst();
    return (long) Math.ceil(bursts + quota.rate().perSecond() * seconds);
  }
}
