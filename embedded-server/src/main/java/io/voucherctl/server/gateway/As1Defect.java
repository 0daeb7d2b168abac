package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bug of 20 August 2021, on one route: the bucket is keyed by the raw path, voucher code
 * included, instead of by the tenant, and no bucket is ever removed. One bug, two symptoms: every
 * new code gets a fresh, full bucket, so the limit never acts, and the heap grows with every code.
 */
final class As1Defect implements Buckets {
  private final Buckets sound;
  private final String route;
  private final TimeMeter meter;
  private final Map<String, TenantBucket> byPath = new ConcurrentHashMap<>();

  As1Defect(Buckets sound, String route, TimeMeter meter) {
    this.sound = sound;
    this.route = route;
    this.meter = meter;
  }

  @Override
  public TenantBucket bucketFor(String tenant, String route, String rawTarget) {
    TenantBucket bucket = sound.bucketFor(tenant, route, rawTarget);
    return route.equals(this.route)
        ? byPath.computeIfAbsent(rawTarget, _ -> TenantBucket.full(bucket.quota(), meter))
        : bucket;
  }
}
