package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One bucket per known tenant, whatever it calls. */
final class TenantBuckets implements Buckets {
  private final TimeMeter meter;
  private volatile Map<String, TenantBucket> byTenant = Map.of();

  TenantBuckets(TimeMeter meter) {
    this.meter = meter;
  }

  @Override
  public TenantBucket bucketFor(String tenant, String route, String rawTarget) {
    TenantBucket bucket = byTenant.get(tenant);
    return bucket == null ? closed(tenant) : bucket;
  }

  /** Puts quotas in force for exactly these tenants; buckets that exist carry on. */
  synchronized void put(Set<String> tenants, QuotaBook quotas) {
    Map<String, TenantBucket> next = new HashMap<>();
    for (String tenant : tenants) {
      TenantQuota quota = quotas.quotaOf(tenant);
      TenantBucket known = byTenant.get(tenant);
      next.put(tenant, known == null ? TenantBucket.full(quota, meter) : known.under(quota, meter));
    }
    byTenant = Map.copyOf(next);
  }

  /** A tenant that was taken off the list between two steps of one request. */
  private static TenantBucket closed(String tenant) {
    return new TenantBucket(new TenantQuota(tenant, Rate.perSecond(0), 0), null);
  }
}
