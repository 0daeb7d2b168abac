package io.voucherctl.server.gateway;

/**
 * One limit that a request has to pass, as it stands now.
 *
 * @param limit the bucket's capacity, or how many may be under way
 * @param remaining tokens or places that are free
 * @param waitNanos until there is one; 0 when there is
 */
record Hurdle(Admission.Bound bound, long limit, long remaining, long waitNanos) {
  /** The same limit where the fleet keeps it. */
  Hurdle with(FleetBuckets.Room room) {
    return new Hurdle(bound, limit, Math.min(limit, room.remaining()), room.nanosToWait());
  }

  static Hurdle of(Admission.Bound bound, TokenBucket.Level level) {
    return new Hurdle(bound, level.limit().burst(), level.remaining(), level.waitNanos());
  }
}
