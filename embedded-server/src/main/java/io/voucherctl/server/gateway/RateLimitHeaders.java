package io.voucherctl.server.gateway;

import java.util.Map;

/** What every answer to an authenticated call says of the tenant's quota. */
final class RateLimitHeaders {
  static final String LIMIT = "X-Rate-Limit-Limit";
  static final String REMAINING = "X-Rate-Limit-Remaining";
  static final String RETRY = "X-Rate-Limit-Retry";
  static final String TYPE = "X-Rate-Limit-Type";
  static final String API_CALLS = "api_calls";
  static final String RETRY_AFTER = "Retry-After";

  private RateLimitHeaders() {}

  static Map<String, String> of(Admission admission) {
    return Map.of(
        LIMIT,
        Long.toString(admission.limit()),
        REMAINING,
        Long.toString(admission.remaining()),
        RETRY,
        Long.toString(admission.nextEpochSeconds()));
  }
}
