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
  private final String route;
  private final TimeMeter meter;
  private final Map<String, TokenBucket> byPath = new ConcurrentHashMap<>();

  As1Defect(String route, TimeMeter meter) {
    this.route = route;
    this.meter = meter;
  }

  @Override
  public TokenBucket bucketFor(Account account, String route, String rawTarget) {
    return route.equals(this.route)
        ? byPath.computeIfAbsent(rawTarget, _ -> account.freshBucket(meter))
        : account.bucket();
  }

  /** A code that never came has a fresh, full bucket before it. */
  @Override
  public TokenBucket peek(Account account, String route, String rawTarget) {
    if (!route.equals(this.route)) {
      return account.bucket();
    }
    TokenBucket known = byPath.get(rawTarget);
    return known == null ? account.freshBucket(meter) : known;
  }
}
