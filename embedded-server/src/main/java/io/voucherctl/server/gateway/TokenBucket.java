package io.voucherctl.server.gateway;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.voucherctl.server.quota.RateLimit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A limit and the bucket that enforces it: capacity is the burst, refill is greedy at the rate.
 *
 * @param bucket null when the rate is 0: nothing is admitted
 */
record TokenBucket(RateLimit limit, @Nullable Bucket bucket) {

  static TokenBucket full(RateLimit limit, TimeMeter meter) {
    return filled(limit, limit.burst(), meter);
  }

  private static TokenBucket filled(RateLimit limit, long tokens, TimeMeter meter) {
    if (limit.rate().count() == 0) {
      return new TokenBucket(limit, null);
    }
    Bucket bucket =
        Bucket.builder().withCustomTimePrecision(meter).addLimit(bandwidth(limit, tokens)).build();
    return new TokenBucket(limit, bucket);
  }

  /**
   * The same bucket under another limit. It keeps its tokens, cut to the new burst: a lower limit
   * acts on the next request, a higher one is no refund. Coming back from rate 0 it starts empty.
   */
  TokenBucket under(RateLimit next, TimeMeter meter) {
    if (next.equals(limit)) {
      return this;
    }
    if (bucket == null || next.rate().count() == 0) {
      return filled(next, 0, meter);
    }
    bucket.replaceConfiguration(
        BucketConfiguration.builder().addLimit(bandwidth(next, next.burst())).build(),
        TokensInheritanceStrategy.AS_IS);
    return new TokenBucket(next, bucket);
  }

  private static Bandwidth bandwidth(RateLimit limit, long tokens) {
    return Bandwidth.builder()
        .capacity(limit.burst())
        .refillGreedy(limit.rate().count(), limit.rate().period())
        .initialTokens(tokens)
        .build();
  }

  /** Takes a token, if there is one. */
  Admission take(long nowMillis) {
    if (bucket == null) {
      return Admission.Rejected.closed(nowMillis);
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? admitted(probe.getRemainingTokens(), nowMillis)
        : rejected(probe.getNanosToWaitForRefill(), nowMillis);
  }

  /** Whether nothing is ever admitted. */
  boolean closed() {
    return bucket == null;
  }

  /** What a caller is told whose request left {@code tokens}. */
  Admission.Admitted admitted(long tokens, long nowMillis) {
    long remaining = Math.min(tokens, limit.burst());
    long wait = remaining > 0 ? 0 : nanosPerToken();
    return Admission.Admitted.of(limit, remaining, wait, nowMillis);
  }

  /** What a caller is told when the next token comes in {@code waitNanos}. */
  Admission.Rejected rejected(long waitNanos, long nowMillis) {
    return Admission.Rejected.until(limit, waitNanos, nowMillis);
  }

  /** Puts a token back that {@link #take} gave out and nobody used. */
  void giveBack() {
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  private long nanosPerToken() {
    return TimeUnit.SECONDS.toNanos(limit.rate().period().toSeconds()) / limit.rate().count();
  }
}
