package io.voucherctl.server.gateway;

/**
 * One limit that a request has to pass, as it stands now.
 *
 * @param limit the bucket's capacity, or how many may be under way
 * @param remaining tokens or places that are free
 * @param waitNanos until there is one; 0 when there is
 */
record Hurdle(Admission.Bound bound, long limit, long remaining, long waitNanos) {
  static Hurdle of(Admission.Bound bound, TokenBucket.Level level) {
    return new Hurdle(bound, level.limit().burst(), level.remaining(), level.waitNanos());
  }
}
