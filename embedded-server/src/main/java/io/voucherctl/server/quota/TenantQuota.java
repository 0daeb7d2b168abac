package io.voucherctl.server.quota;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant may do at one moment. Every request counts against {@code limit}, whatever its
 * path: nothing is unlimited because no rule names it.
 *
 * @param routes caps that some routes have on top
 * @param concurrency how many requests may be under way at once, at least 1; null for no cap of the
 *     tenant's own
 */
public record TenantQuota(
    String tenant,
    RateLimit limit,
    SortedMap<RoutePattern, RateLimit> routes,
    @Nullable Integer concurrency,
    Enforcement enforcement) {

  public TenantQuota {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("a quota needs a tenant");
    }
    routes = Collections.unmodifiableSortedMap(new TreeMap<>(routes));
  }

  /** A quota of one rate and nothing more. */
  public TenantQuota(String tenant, Rate rate, long burst) {
    this(tenant, new RateLimit(rate, burst), new TreeMap<>(), null, Enforcement.ENFORCE);
  }

  /** A quota whose burst is one period of its rate, but never more than ten seconds of it. */
  public static TenantQuota of(String tenant, Rate rate) {
    return new TenantQuota(tenant, rate, RateLimit.defaultBurst(rate));
  }

  /** The sustained rate. */
  public Rate rate() {
    return limit.rate();
  }

  /** The bucket's capacity. */
  public long burst() {
    return limit.burst();
  }

  /** The same figures under another name. */
  TenantQuota named(String other) {
    return new TenantQuota(other, limit, routes, concurrency, enforcement);
  }
}
