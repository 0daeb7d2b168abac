package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayLimits.BoundFigures;
import io.voucherctl.server.quota.Enforcement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request would be limited, without making it; waits where the buckets of the fleet
 * have to be asked. Safe for all threads.
 */
final class LimitsReport {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Standing standing;
  private final Limiter limiter;
  private final @Nullable FleetLimiter fleet;
  private final ApiRoutes routes = new ApiRoutes();

  LimitsReport(Standing standing, Limiter limiter, @Nullable FleetLimiter fleet) {
    this.standing = standing;
    this.limiter = limiter;
    this.fleet = fleet;
  }

  /**
   * The answer; null for an unknown tenant.
   *
   * @param route a method and a path, or null; anything else is an IllegalArgumentException
   */
  @Nullable GatewayLimits of(String tenant, @Nullable String route, Instant now) {
    RouteAsked asked = route == null ? null : RouteAsked.parse(route, routes);
    Account account = standing.account(tenant);
    if (account == null) {
      return null;
    }
    List<Hurdle> hurdles =
        fleet == null ? limiter.hurdles(account, asked) : fleet.hurdles(account, asked);
    Hurdle tenants = hurdles.getLast();
    Hurdle met = hurdles.stream().filter(hurdle -> hurdle.waitNanos() > 0).findFirst().orElse(null);
    Hurdle told = met == null ? tenants : met;
    boolean enforced = account.quota().enforcement() == Enforcement.ENFORCE;
    long waitMillis = millis(told);
    return new GatewayLimits(
        GatewayLimits.SCHEMA,
        tenant,
        asked == null ? null : asked.template(),
        met != null && enforced,
        met != null && !enforced,
        met == null ? null : Tally.name(met.bound()),
        told.limit(),
        told.remaining(),
        Math.ceilDiv(waitMillis, 1000L),
        waitMillis,
        account.inFlight(),
        hurdles.stream().map(LimitsReport::bound).toList(),
        new QuotaReport(standing.quotas().book(), now).of(tenant, account.quota()));
  }

  private static BoundFigures bound(Hurdle hurdle) {
    return new BoundFigures(
        Tally.name(hurdle.bound()), hurdle.limit(), hurdle.remaining(), millis(hurdle));
  }

  private static long millis(Hurdle hurdle) {
    return Math.ceilDiv(hurdle.waitNanos(), NANOS_PER_MILLI);
  }
}
