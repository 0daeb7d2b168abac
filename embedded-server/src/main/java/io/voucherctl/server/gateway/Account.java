package io.voucherctl.server.gateway;

import io.github.bucket4j.TimeMeter;
import io.voucherctl.server.http.HeaderLines;
import io.voucherctl.server.http.HeaderNames;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway keeps of one tenant: the quota in force, the buckets that enforce this gateway's
 * part of it, and how many of its requests are under way. A new quota, or a fleet of another size,
 * is a new account that takes buckets and count over. Safe for all threads.
 */
final class Account {
  private static final HeaderNames TENANT = HeaderNames.of(Tenant.HEADER);

  private final TenantQuota quota;
  private final int parts;
  private final TokenBucket bucket;
  private final RouteCaps caps;
  private final AtomicInteger inFlight;
  private final RateLimitHeaders headers;
  private final HeaderLines name;

  private Account(
      TenantQuota quota, int parts, TokenBucket bucket, RouteCaps caps, AtomicInteger inFlight) {
    this.quota = quota;
    this.parts = parts;
    this.bucket = bucket;
    this.caps = caps;
    this.inFlight = inFlight;
    this.headers = new RateLimitHeaders(quota);
    this.name = TENANT.with(quota.tenant());
  }

  /**
   * A new tenant's, with full buckets.
   *
   * @param parts into how many equal parts the fleet splits every limit
   */
  static Account open(TenantQuota quota, int parts, TimeMeter meter) {
    return new Account(
        quota,
        parts,
        TokenBucket.full(quota.limit(), parts, meter),
        caps(quota, parts, RouteCaps.NONE, meter),
        new AtomicInteger());
  }

  /** The same account under another quota; what each bucket keeps is {@link TokenBucket#under}. */
  Account under(TenantQuota next, int nextParts, TimeMeter meter) {
    return next.equals(quota) && nextParts == parts
        ? this
        : new Account(
            next,
            nextParts,
            bucket.under(next.limit(), nextParts, meter),
            caps(next, nextParts, caps, meter),
            inFlight);
  }

  private static RouteCaps caps(TenantQuota quota, int parts, RouteCaps known, TimeMeter meter) {
    Map<RoutePattern, TokenBucket> buckets = new HashMap<>();
    for (Map.Entry<RoutePattern, RateLimit> cap : quota.routes().entrySet()) {
      TokenBucket before = known.of(cap.getKey());
      buckets.put(
          cap.getKey(),
          before == null
              ? TokenBucket.full(cap.getValue(), parts, meter)
              : before.under(cap.getValue(), parts, meter));
    }
    return new RouteCaps(buckets);
  }

  TenantQuota quota() {
    return quota;
  }

  /** What answers say of this quota. */
  RateLimitHeaders headers() {
    return headers;
  }

  /** Whose requests these are, for the API. */
  HeaderLines name() {
    return name;
  }

  TokenBucket bucket() {
    return bucket;
  }

  /** A bucket as a new tenant with this quota would get it. */
  TokenBucket freshBucket(TimeMeter meter) {
    return TokenBucket.full(quota.limit(), parts, meter);
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

  /**
   * This gateway's part of a cap on requests under way: rounded down, but at least 1, so that a cap
   * below the number of gateways lets one request through on each.
   */
  int partOf(int most) {
    return Math.max(1, most / parts);
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
