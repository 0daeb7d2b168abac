package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Left;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.http.HeaderLines;
import io.voucherctl.server.http.HeaderNames;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every answer to an authenticated call says of one tenant's quota: the contract's own headers
 * and {@code RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers-11.
 * All that does not change from answer to answer is put together once. Immutable.
 *
 * <p>A token bucket is stated as two policies. {@code burst} is its capacity and the whole seconds
 * in which the rate fills it: whoever never makes more than q calls in any w seconds is never
 * limited. {@code rate} is the sustained rate as it was written. {@code RateLimit} says what the
 * bucket has left, and as its window the seconds in which the rate brings as much again, so that r
 * in t seconds is never faster than the rate; with nothing left, the seconds until the next token.
 */
final class RateLimitHeaders {
  static final String LIMIT = "X-Rate-Limit-Limit";
  static final String REMAINING = "X-Rate-Limit-Remaining";
  static final String RETRY = "X-Rate-Limit-Retry";
  static final String TYPE = "X-Rate-Limit-Type";
  static final String API_CALLS = "api_calls";
  static final String RETRY_AFTER = "Retry-After";
  static final String POLICY = "RateLimit-Policy";
  static final String STATE = "RateLimit";

  private static final HeaderNames ADMITTED =
      HeaderNames.of(LIMIT, REMAINING, RETRY, POLICY, STATE);
  private static final HeaderNames REJECTED =
      HeaderNames.of(LIMIT, REMAINING, RETRY, POLICY, STATE, RETRY_AFTER, TYPE);

  private static final String BURST = "\"burst\"";
  private static final String ROUTE_BURST = "\"route-burst\"";
  private static final String CONCURRENCY = "\"concurrency\"";

  private final RateLimit limit;
  private final String limitText;
  private final String policy;
  private final Map<RateLimit, String> cappedPolicies = new HashMap<>();

  RateLimitHeaders(TenantQuota quota) {
    limit = quota.limit();
    limitText = Long.toString(limit.burst());
    String text = policies(BURST, "\"rate\"", limit);
    if (quota.concurrency() != null) {
      text += ", " + CONCURRENCY + ";q=" + quota.concurrency() + ";qu=\"concurrent-requests\"";
    }
    policy = text;
    for (RateLimit cap : quota.routes().values()) {
      cappedPolicies.put(cap, text + ", " + policies(ROUTE_BURST, "\"route-rate\"", cap));
    }
  }

  private static String policies(String burst, String rate, RateLimit limit) {
    return burst
        + (";q=" + limit.burst() + ";w=" + seconds(limit, limit.burst()) + ", " + rate)
        + (";q=" + limit.rate().count() + ";w=" + limit.rate().period().toSeconds());
  }

  /** In how many whole seconds the rate brings so many tokens; at least 1. */
  private static long seconds(RateLimit limit, long tokens) {
    long period = limit.rate().period().toSeconds();
    long count = limit.rate().count();
    return count == 0 ? period : Math.max(1, Math.ceilDiv(tokens * period, count));
  }

  HeaderLines of(Admitted admitted) {
    Rejected shadowed = admitted.shadowed();
    Left cap = admitted.cap();
    return ADMITTED.with(
        shadowed == null ? limitText : Long.toString(admitted.limit()),
        Long.toString(admitted.remaining()),
        Long.toString(admitted.nextEpochSeconds()),
        policy(shadowed == null ? (cap == null ? null : cap.limit()) : shadowed.cap()),
        shadowed == null ? left(admitted.remaining(), cap) : nothingLeft(shadowed));
  }

  HeaderLines of(Rejected rejected) {
    return REJECTED.with(
        Long.toString(rejected.limit()),
        "0",
        Long.toString(rejected.nextEpochSeconds()),
        policy(rejected.cap()),
        nothingLeft(rejected),
        Long.toString(rejected.retryAfterSeconds()),
        API_CALLS);
  }

  /** A cap that an edit has taken away meanwhile is not stated any more. */
  private String policy(@Nullable RateLimit cap) {
    return cap == null ? policy : cappedPolicies.getOrDefault(cap, policy);
  }

  private String left(long remaining, @Nullable Left cap) {
    String text = left(BURST, limit, remaining);
    return cap == null ? text : text + ", " + left(ROUTE_BURST, cap.limit(), cap.remaining());
  }

  private static String left(String name, RateLimit limit, long remaining) {
    return state(name, remaining, seconds(limit, Math.max(1, remaining)));
  }

  private static String nothingLeft(Rejected rejected) {
    String name =
        switch (rejected.bound()) {
          case TENANT -> BURST;
          case ROUTE -> ROUTE_BURST;
          case CONCURRENCY -> CONCURRENCY;
        };
    return state(name, 0, rejected.retryAfterSeconds());
  }

  private static String state(String name, long remaining, long seconds) {
    return name + ";r=" + remaining + ";t=" + seconds;
  }
}
