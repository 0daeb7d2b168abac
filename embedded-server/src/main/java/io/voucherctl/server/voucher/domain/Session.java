package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A caller's wish to hold what a validation found, until it is redeemed.
 *
 * @param key names the session; the same key may redeem what it holds
 * @param ttl how long it is held, in {@code unit}; at least 1
 */
public record Session(String key, long ttl, TimeUnit unit) {
  public static final long DEFAULT_TTL = 7;
  public static final TimeUnit DEFAULT_UNIT = TimeUnit.DAYS;

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** When it ends if it begins now: at least a millisecond later, and never after year 9999. */
  public Instant endFrom(Instant now) {
    long longest = LAST.toEpochMilli() - now.toEpochMilli();
    return now.plusMillis(Math.min(Math.max(1, unit.toMillis(ttl)), longest));
  }
}
