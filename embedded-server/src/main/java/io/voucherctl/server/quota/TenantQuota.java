package io.voucherctl.server.quota;

/**
 * What one tenant may do.
 *
 * @param rate the sustained rate
 * @param burst the bucket's capacity: how many requests may come at once, at least 1 unless the
 *     rate is 0
 */
public record TenantQuota(String tenant, Rate rate, long burst) {
  public TenantQuota {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("a quota needs a tenant");
    }
    if (burst < 0 || (burst == 0 && rate.count() > 0)) {
      throw new IllegalArgumentException("burst must be at least 1, not " + burst);
    }
    if (burst > Rate.MAX_COUNT) {
      throw new IllegalArgumentException("burst must be at most " + Rate.MAX_COUNT);
    }
  }

  /** A quota whose burst is one period of its rate, but never more than ten seconds of it. */
  public static TenantQuota of(String tenant, Rate rate) {
    return new TenantQuota(tenant, rate, defaultBurst(rate));
  }

  /** The burst of a quota that names none. */
  public static long defaultBurst(Rate rate) {
    double tenSeconds = Math.ceil(rate.perSecond() * 10);
    return rate.count() == 0 ? 0 : Math.max(1, Math.min(rate.count(), (long) tenSeconds));
  }
}
