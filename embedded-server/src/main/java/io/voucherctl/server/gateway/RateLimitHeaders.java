package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Left;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.http.HeaderLines;
import io.voucherctl.server.http.HeaderNames;
import io.voucherctl.server.http.HeaderText;
import io.voucherctl.server.http.HeaderWriter;
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

  private static final HeaderText LEFT = HeaderText.of(BURST + ";r=");
  private static final HeaderText ROUTE_LEFT = HeaderText.of(ROUTE_BURST + ";r=");
  private static final HeaderText NO_PLACE_LEFT = HeaderText.of(CONCURRENCY + ";r=");
  private static final HeaderText WINDOW = HeaderText.of(";t=");
  private static final HeaderText AND = HeaderText.of(", ");
  private static final HeaderText CALLS = HeaderText.of(API_CALLS);

  /** Bytes of all values but the policy, as long as a count has few digits. */
  private static final int ROOM = 128;

  private final RateLimit limit;
  private final HeaderText policy;
  private final int room;
  private final Map<RateLimit, HeaderText> cappedPolicies = new HashMap<>();

  RateLimitHeaders(TenantQuota quota) {
    limit = quota.limit();
    String text = policies(BURST, "\"rate\"", limit);
    if (quota.concurrency() != null) {
      text += ", " + CONCURRENCY + ";q=" + quota.concurrency() + ";qu=\"concurrent-requests\"";
    }
    policy = HeaderText.of(text);
    room = ROOM + text.length();
    for (RateLimit cap : quota.routes().values()) {
      String capped = text + ", " + policies(ROUTE_BURST, "\"route-rate\"", cap);
      cappedPolicies.put(cap, HeaderText.of(capped));
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
    RateLimit stated = cap == null ? null : cap.limit();
    HeaderWriter lines =
        begun(
            ADMITTED,
            shadowed == null ? limit.burst() : admitted.limit(),
            admitted.remaining(),
            admitted.nextEpochSeconds(),
            shadowed == null ? stated : shadowed.cap());
    if (shadowed == null) {
      left(lines, LEFT, limit, admitted.remaining());
      if (cap != null) {
        left(lines.text(AND), ROUTE_LEFT, cap.limit(), cap.remaining());
      }
    } else {
      nothingLeft(lines, shadowed);
    }
    return lines.end().lines();
  }

  HeaderLines of(Rejected rejected) {
    HeaderWriter lines =
        begun(REJECTED, rejected.limit(), 0, rejected.nextEpochSeconds(), rejected.cap());
    nothingLeft(lines, rejected);
    return lines.end().number(rejected.retryAfterSeconds()).end().text(CALLS).end().lines();
  }

  /** With all lines up to the state, whose value comes next. */
  private HeaderWriter begun(
      HeaderNames names, long most, long remaining, long next, @Nullable RateLimit cap) {
    return names
        .writer(room)
        .number(most)
        .end()
        .number(remaining)
        .end()
        .number(next)
        .end()
        .text(policy(cap))
        .end();
  }

  /** A cap that an edit has taken away meanwhile is not stated any more. */
  private HeaderText policy(@Nullable RateLimit cap) {
    return cap == null ? policy : cappedPolicies.getOrDefault(cap, policy);
  }

  private static void left(HeaderWriter lines, HeaderText name, RateLimit limit, long remaining) {
    long window = seconds(limit, Math.max(1, remaining));
    lines.text(name).number(remaining).text(WINDOW).number(window);
  }

  private static void nothingLeft(HeaderWriter lines, Rejected rejected) {
    HeaderText name =
        switch (rejected.bound()) {
          case TENANT -> LEFT;
          case ROUTE -> ROUTE_LEFT;
          case CONCURRENCY -> NO_PLACE_LEFT;
        };
    lines.text(name).number(0).text(WINDOW).number(rejected.retryAfterSeconds());
  }
}
