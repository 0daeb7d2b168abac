package io.voucherctl.server.gateway;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.voucherctl.server.quota.TenantQuota;
import java.util.concurrent.TimeUnit;

/** Whether a request may pass, and what its caller is told of the quota. */
sealed interface Admission {
  /** When nothing is ever admitted: the quota may be edited, so a client may ask again. */
  long RETRY_OF_A_CLOSED_BUCKET_SECONDS = 60;

  /** The bucket's capacity: how many requests may come at once. */
  long limit();

  /** Tokens left. */
  long remaining();

  /** Unix time in whole seconds when the next request can be made. */
  long nextEpochSeconds();

  record Admitted(long limit, long remaining, long nextEpochSeconds) implements Admission {}

  /**
   * A refusal.
   *
   * @param retryAfterSeconds at least 1
   */
  record Rejected(long limit, long retryAfterSeconds, long nextEpochSeconds) implements Admission {
    @Override
    public long remaining() {
      return 0;
    }
  }

  /** Takes a token, if there is one. */
  static Admission of(TenantBucket from, long nowMillis) {
    TenantQuota quota = from.quota();
    Bucket bucket = from.bucket();
    if (bucket == null) {
      return rejected(0, TimeUnit.SECONDS.toNanos(RETRY_OF_A_CLOSED_BUCKET_SECONDS), nowMillis);
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      return rejected(quota.burst(), probe.getNanosToWaitForRefill(), nowMillis);
    }
    long remaining = Math.min(probe.getRemainingTokens(), quota.burst());
    long wait = remaining > 0 ? 0 : quota.rate().period().toNanos() / quota.rate().count();
    return new Admitted(quota.burst(), remaining, epochSeconds(nowMillis, wait));
  }

  private static Rejected rejected(long limit, long waitNanos, long nowMillis) {
    long seconds = Math.max(1, Math.ceilDiv(waitNanos, TimeUnit.SECONDS.toNanos(1)));
    return new Rejected(limit, seconds, epochSeconds(nowMillis, waitNanos));
  }

  private static long epochSeconds(long nowMillis, long waitNanos) {
    return Math.ceilDiv(nowMillis + Math.ceilDiv(waitNanos, 1_000_000L), 1000L);
  }
}
