package io.voucherctl.server.quota;

/**
 * What one token bucket enforces.
 *
 * @param rate how fast tokens come back
 * @param burst the bucket's capacity: how many requests may come at once, at least 1 unless the
 *     rate is 0
 */
public record RateLimit(Rate rate, long burst) {
  public RateLimit {
    if (burst < 0 || (burst == 0 && rate.count() > 0)) {
      throw new IllegalArgumentException("burst must be at least 1, not " + burst);
    }
    if (burst > Rate.MAX_COUNT) {
      throw new IllegalArgumentException("burst must be at most " + Rate.MAX_COUNT);
    }
  }

  /** A limit whose burst is one period of its rate, but never more than ten seconds of it. */
  public static RateLimit of(Rate rate) {
    return new RateLimit(rate, defaultBurst(rate));
  }

  /** The burst of a limit that names none. */
  public static long defaultBurst(Rate rate) {
    double tenSeconds = Math.ceil(rate.perSecond() * 10);
    return rate.count() == 0 ? 0 : Math.max(1, Math.min(rate.count(), (long) tenSeconds));
  }

  /** Such as {@code 20/s burst 40}. */
  @Override
  public String toString() {
    return rate + " burst " + burst;
  }
}
