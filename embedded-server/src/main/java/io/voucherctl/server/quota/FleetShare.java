package io.voucherctl.server.quota;

import org.jspecify.annotations.Nullable;

/**
 * The part of every tenant's limit that one gateway enforces: one of as many equal parts as there
 * are ready gateways, so that a limit holds for the fleet and not once per gateway. Immutable.
 *
 * <p>What the fleet admits of a tenant in any time t is at most {@code burst + rate * t} while the
 * number stands still. A gateway that starts, or comes back, brings full buckets of its part: each
 * start adds at most {@code burst / ready}, which is a whole burst when no other gateway was ready.
 * While a changed number is on its way, gateways that know it and gateways that do not may admit up
 * to {@code 1 / ready} of the rate more or less between them.
 *
 * @param ready gateways that share, at least 1; 0 while nobody has counted them
 * @param problem why the number may be out of date, if it may
 */
public record FleetShare(int ready, @Nullable String problem) {
  /** More gateways than that are a mistake. */
  public static final int MOST = 10_000;

  /** A gateway that has nobody to share with. */
  public static final FleetShare ALONE = of(1);

  /** Before the first count: a gateway should take no requests yet. */
  public static final FleetShare UNKNOWN =
      new FleetShare(0, "the ready gateways have not been counted yet");

  public FleetShare {
    if (ready < 0 || ready > MOST) {
      throw new IllegalArgumentException("a fleet has 0 to " + MOST + " gateways, not " + ready);
    }
  }

  /** Whoever asks is a gateway itself, so that nobody ready still makes one. */
  public static FleetShare of(int ready) {
    return new FleetShare(Math.max(1, ready), null);
  }

  /** The same number, from now on in doubt. */
  public FleetShare doubted(String why) {
    return new FleetShare(ready, why);
  }

  public boolean isKnown() {
    return ready > 0;
  }

  /** Into how many parts a limit is split, at least 1. */
  public int parts() {
    return Math.max(1, ready);
  }
}
