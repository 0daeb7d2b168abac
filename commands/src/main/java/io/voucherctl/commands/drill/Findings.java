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
 * @param allowed the most that the quota allows in that time, over all replicas
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
    return new Findings(
        heaviest.tenant(),
        heaviest.route(),
        heaviest.offered(),
        heaviest.admitted(),
        allowed(quota, replicas, window),
        quota.rate() + " burst " + quota.burst(),
        replicas,
        heapPeakPercent);
  }

  /**
   * The token bucket's bound: burst + rate * t, on each replica, because each has a bucket of its
   * own.
   */
  static long allowed(TenantQuota quota, int replicas, Duration window) {
    double seconds = window.toNanos() / 1e9;
    return (long) Math.ceil(replicas * (quota.burst() + quota.rate().perSecond() * seconds));
  }
}
