package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.RateLimit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
   * @param shadowed what it would have met, had the quota been enforced
   * @param cap what the cap of its route has left; null when it has none
   */
  record Admitted(
      long limit,
      long remaining,
      long nextEpochSeconds,
      @Nullable Rejected shadowed,
      @Nullable Left cap)
      implements Admission {
    static Admitted of(RateLimit limit, long remaining, long waitNanos, long nowMillis) {
      long next = epochSeconds(nowMillis, waitNanos);
      return new Admitted(limit.burst(), remaining, next, null, null);
    }

    /** What a rejection comes to under a quota that is not enforced. */
    static Admitted shadowed(Rejected rejected) {
      return new Admitted(rejected.limit(), 0, rejected.nextEpochSeconds(), rejected, null);
    }

    Admitted under(RateLimit cap, long left) {
      return new Admitted(limit, remaining, nextEpochSeconds, shadowed, new Left(cap, left));
    }
  }

  /** Tokens that a limit has left. */
  record Left(RateLimit limit, long remaining) {}

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
   * @param cap of the route, when that is what it ran into
   */
  record Rejected(
      Bound bound,
      long limit,
      long retryAfterSeconds,
      long nextEpochSeconds,
      @Nullable RateLimit cap)
      implements Admission {
    /** When nothing is ever admitted: the quota may be edited, so a client may ask again. */
    static final long CLOSED_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Too many at once: one of them is likely to be done by then. */
    static final long CROWDED_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public long remaining() {
      return 0;
    }

    static Rejected closed(long nowMillis) {
      return of(0, CLOSED_NANOS, nowMillis);
    }

    static Rejected until(RateLimit limit, long waitNanos, long nowMillis) {
      return of(limit.burst(), waitNanos, nowMillis);
    }

    static Rejected crowded(long limit, long nowMillis) {
      return new Rejected(Bound.CONCURRENCY, limit, 1, epochSeconds(nowMillis, 0), null);
    }

    /** The same, by the cap of a route. */
    Rejected by(RateLimit capInForce) {
      return new Rejected(Bound.ROUTE, limit, retryAfterSeconds, nextEpochSeconds, capInForce);
    }

    private static Rejected of(long limit, long waitNanos, long nowMillis) {
      long seconds = Math.max(1, Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1)));
      return new Rejected(Bound.TENANT, limit, seconds, epochSeconds(nowMillis, waitNanos), null);
    }
  }

  private static long epochSeconds(long nowMillis, long waitNanos) {
    return Math.ceilDiv(nowMillis + Math.ceilDiv(waitNanos, 1_000_000L), 1000L);
  }
}
