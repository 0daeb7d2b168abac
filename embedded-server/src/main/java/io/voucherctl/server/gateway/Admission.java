package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.RateLimit;
import java.util.concurrent.TimeUnit;

/** Whether a request may pass, and what its caller is told of the quota. */
sealed interface Admission {

  /** The bucket's capacity: how many requests may come at once. */
  long limit();

  /** Tokens left. */
  long remaining();

  /** Unix time in whole seconds when the next request can be made. */
  long nextEpochSeconds();

  /**
   * A request that passes.
   *
   * @param shadowed it would have been rejected, had the quota been enforced
   */
  record Admitted(long limit, long remaining, long nextEpochSeconds, boolean shadowed)
      implements Admission {
    static Admitted of(RateLimit limit, long remaining, long waitNanos, long nowMillis) {
      return new Admitted(limit.burst(), remaining, epochSeconds(nowMillis, waitNanos), false);
    }

    /** What a rejection comes to under a quota that is not enforced. */
    static Admitted shadowed(Rejected rejected) {
      return new Admitted(rejected.limit(), 0, rejected.nextEpochSeconds(), true);
    }
  }

  /** What a rejected request ran into. */
  enum Bound {
    /** The tenant's quota. */
    TENANT,
    /** The cap of the route. */
    ROUTE,
    /** The number of requests under way. */
    CONCURRENCY
  }

  /**
   * A refusal.
   *
   * @param retryAfterSeconds at least 1
   */
  record Rejected(Bound bound, long limit, long retryAfterSeconds, long nextEpochSeconds)
      implements Admission {
    /** When nothing is ever admitted: the quota may be edited, so a client may ask again. */
    private static final long RETRY_OF_A_CLOSED_BUCKET_SECONDS = 60;

    @Override
    public long remaining() {
      return 0;
    }

    static Rejected closed(long nowMillis) {
      return of(0, TimeUnit.SECONDS.toNanos(RETRY_OF_A_CLOSED_BUCKET_SECONDS), nowMillis);
    }

    static Rejected until(RateLimit limit, long waitNanos, long nowMillis) {
      return of(limit.burst(), waitNanos, nowMillis);
    }

    /** Too many at once: one of them is likely to be done within a second. */
    static Rejected crowded(long limit, long nowMillis) {
      return new Rejected(Bound.CONCURRENCY, limit, 1, epochSeconds(nowMillis, 0));
    }

    Rejected by(Bound other) {
      return new Rejected(other, limit, retryAfterSeconds, nextEpochSeconds);
    }

    private static Rejected of(long limit, long waitNanos, long nowMillis) {
      long seconds = Math.max(1, Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1)));
      return new Rejected(Bound.TENANT, limit, seconds, epochSeconds(nowMillis, waitNanos));
    }
  }

  private static long epochSeconds(long nowMillis, long waitNanos) {
    return Math.ceilDiv(nowMillis + Math.ceilDiv(waitNanos, 1_000_000L), 1000L);
  }
}
