package io.voucherctl.server.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a gateway takes before it turns requests away to stay alive.
 *
 * @param shedAtPercent of the heap that collections cannot free: from here on the heaviest tenant's
 *     new requests are turned away; null for never
 * @param refuseAtPercent from here on connections are refused, and all but a trickle of the
 *     requests; null for never
 * @param inFlight most requests under way at once; null for as many as the heap has room for
 */
public record OverloadLimits(
    @Nullable Integer shedAtPercent,
    @Nullable Integer refuseAtPercent,
    @Nullable Integer inFlight) {
  public static final OverloadLimits DEFAULTS = new OverloadLimits(80, 90, null);

  /** Heads, buffers and bookkeeping of one request under way, rounded up. */
  private static final long BYTES_IN_FLIGHT = 64 * 1024;

  private static final int FEWEST_IN_FLIGHT = 64;
  private static final int MOST_IN_FLIGHT = 1024;

  public OverloadLimits {
    requireShare(shedAtPercent);
    requireShare(refuseAtPercent);
    if (shedAtPercent != null && refuseAtPercent != null && shedAtPercent >= refuseAtPercent) {
      throw new IllegalArgumentException(
          "tenants are shed before connections are refused: "
              + shedAtPercent
              + " % is not below "
              + refuseAtPercent
              + " %");
    }
    if (inFlight != null && inFlight < 1) {
      throw new IllegalArgumentException("at least 1 request may be under way, not " + inFlight);
    }
  }

  private static void requireShare(@Nullable Integer percent) {
    if (percent != null && (percent < 1 || percent > 99)) {
      throw new IllegalArgumentException("a share of the heap is 1 % to 99 %, not " + percent);
    }
  }

  /** Places for requests in a heap of so many bytes; a negative number has no limit. */
  int places(long heapBytes) {
    if (inFlight != null) {
      return inFlight;
    }
    return heapBytes < 0
        ? MOST_IN_FLIGHT
        : Math.clamp(heapBytes / BYTES_IN_FLIGHT, FEWEST_IN_FLIGHT, MOST_IN_FLIGHT);
  }
}
