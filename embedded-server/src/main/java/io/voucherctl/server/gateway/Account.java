package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import io.voucherctl.server.quota.TenantQuota;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway keeps of one tenant: the quota in force, the buckets that enforce it, and how
 * many of its requests are under way. A new quota is a new account that takes buckets and count
 * over. Safe for all threads.
 */
final class Account {
  private final TenantQuota quota;
  private final TokenBucket bucket;
  private final RouteCaps caps;
  private final AtomicInteger inFlight;

  private Account(TenantQuota quota, TokenBucket bucket, RouteCaps caps, AtomicInteger inFlight) {
    this.quota = quota;
    this.bucket = bucket;
    this.caps = caps;
    this.inFlight = inFlight;
  }

  /** A new tenant's, with full buckets. */
  static Account open(TenantQuota quota, TimeMeter meter) {
    return new Account(
        quota,
        TokenBucket.full(quota.limit(), meter),
        caps(quota, RouteCaps.NONE, meter),
        new AtomicInteger());
  }

  /** The same account under another quota; what each bucket keeps is {@link TokenBucket#under}. */
  Account under(TenantQuota next, TimeMeter meter) {
    return next.equals(quota)
        ? this
        : new Account(next, bucket.under(next.limit(), meter), caps(next, caps, meter), inFlight);
  }

  private static RouteCaps caps(TenantQuota quota, RouteCaps known, TimeMeter meter) {
    Map<RoutePattern, TokenBucket> buckets = new HashMap<>();
    for (Map.Entry<RoutePattern, RateLimit> cap : quota.routes().entrySet()) {
      TokenBucket before = known.of(cap.getKey());
      buckets.put(
          cap.getKey(),
          before == null
              ? TokenBucket.full(cap.getValue(), meter)
              : before.under(cap.getValue(), meter));
    }
    return new RouteCaps(buckets);
  }

  TenantQuota quota() {
    return quota;
  }

  TokenBucket bucket() {
    return bucket;
  }

  /** The capped route that a request is for; null when its route has no cap. */
  @Nullable RoutePattern capped(String method, String rawTarget) {
    return caps.match(method, rawTarget);
  }

  /** The cap of a route; null when it has none. */
  @Nullable TokenBucket cap(RoutePattern route) {
    return caps.of(route);
  }

  /** The cap for a request; null when its route has none. */
  @Nullable TokenBucket cap(String method, String rawTarget) {
    RoutePattern route = capped(method, rawTarget);
    return route == null ? null : cap(route);
  }

  /** How many requests are under way. */
  int inFlight() {
    return inFlight.get();
  }

  /** One more is under way; the number with it. */
  int enter() {
    return inFlight.incrementAndGet();
  }

  /** One less is under way. */
  void leave() {
    inFlight.decrementAndGet();
  }
}
