package io.voucherctl.server.gateway;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.voucherctl.server.quota.RateLimit;
import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit, and the bucket that enforces this gateway's part of it: one of {@code parts} equal ones.
 * Refill is greedy at exactly {@code rate / parts}; capacity is {@code burst / parts}, so that the
 * parts together never exceed the limit. A part holds at least one request, or it would never admit
 * any: a burst below the number of parts therefore becomes one request at once on each. A part of
 * little more than one request is soon full, and what comes in while it is full is lost.
 *
 * <p>Callers are told of the whole limit, which is what they were promised and does not move when
 * gateways come and go. What is left for them is extrapolated from this part, as if the others were
 * as full; it is 0 exactly when the next request would be rejected here.
 *
 * @param bucket counts thousandths of a request; null when the rate is 0: nothing is admitted
 */
record TokenBucket(RateLimit limit, int parts, @Nullable Bucket bucket) {
  /** Fine enough that bursts divide, and that a split does not cost slow refills their progress. */
  private static final long REQUEST = 1_000;

  static TokenBucket full(RateLimit limit, int parts, TimeMeter meter) {
    return filled(limit, parts, capacity(limit, parts), meter);
  }

  private static TokenBucket filled(RateLimit limit, int parts, long tokens, TimeMeter meter) {
    if (limit.rate().count() == 0) {
      return new TokenBucket(limit, parts, null);
    }
    Bucket bucket =
        Bucket.builder()
            .withCustomTimePrecision(meter)
            .addLimit(bandwidth(limit, parts, tokens))
            .build();
    return new TokenBucket(limit, parts, bucket);
  }

  /**
   * The same bucket under another limit, or as another part of it. It keeps its tokens, cut to the
   * new capacity: a lower limit or a smaller part acts on the next request, a higher one or a
   * larger part is no refund, and no change refills anything, however often it is made and undone.
   * Coming back from rate 0 it starts empty.
   */
  TokenBucket under(RateLimit next, int nextParts, TimeMeter meter) {
    if (next.equals(limit) && nextParts == parts) {
      return this;
    }
    if (bucket == null || next.rate().count() == 0) {
      return filled(next, nextParts, 0, meter);
    }
    bucket.replaceConfiguration(
        BucketConfiguration.builder()
            .addLimit(bandwidth(next, nextParts, capacity(next, nextParts)))
            .build(),
        TokensInheritanceStrategy.AS_IS);
    return new TokenBucket(next, nextParts, bucket);
  }

  private static long capacity(RateLimit limit, int parts) {
    return Math.max(REQUEST, limit.burst() * REQUEST / parts);
  }

  /**
   * In lowest terms, which keeps Bucket4j's products in range. It refills one token a nanosecond at
   * most: a million requests per second of this gateway, which no machine follows.
   */
  private static Bandwidth bandwidth(RateLimit limit, int parts, long tokens) {
    long refill = limit.rate().count() * REQUEST;
    long nanos = limit.rate().period().toNanos() * parts;
    long divisor = BigInteger.valueOf(refill).gcd(BigInteger.valueOf(nanos)).longValueExact();
    long period = nanos / divisor;
    return Bandwidth.builder()
        .capacity(capacity(limit, parts))
        .refillGreedy(Math.min(refill / divisor, period), Duration.ofNanos(period))
        .initialTokens(tokens)
        .build();
  }

  /**
   * What {@link #take} would meet.
   *
   * @param remaining requests of the whole fleet there are tokens for now
   * @param waitNanos until one can be taken, 0 when that is now
   */
  record Level(RateLimit limit, long remaining, long waitNanos) {}

  /** Looks without taking. */
  Level level() {
    if (bucket == null) {
      return new Level(limit, 0, Admission.Rejected.CLOSED_NANOS);
    }
    EstimationProbe probe = bucket.estimateAbilityToConsume(REQUEST);
    long remaining = Math.clamp(probe.getRemainingTokens() / REQUEST * parts, 0, limit.burst());
    return new Level(limit, remaining, probe.getNanosToWaitForRefill());
  }

  /** Takes a token, if there is one. */
  Admission take(long nowMillis) {
    if (bucket == null) {
      return Admission.Rejected.closed(nowMillis);
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(REQUEST);
    return probe.isConsumed()
        ? admitted(limit, parts, probe.getRemainingTokens() / REQUEST * parts, nowMillis)
        : Admission.Rejected.until(limit, probe.getNanosToWaitForRefill(), nowMillis);
  }

  /** What a caller is told whose request left so many of a limit's tokens. */
  static Admission.Admitted admitted(RateLimit limit, int parts, long left, long nowMillis) {
    long remaining = Math.min(left, limit.burst());
    long wait = remaining > 0 ? 0 : nanosPerRequest(limit, parts);
    return Admission.Admitted.of(limit, remaining, wait, nowMillis);
  }

  /** Whether nothing is ever admitted. */
  boolean closed() {
    return bucket == null;
  }

  /** Puts a token back that {@link #take} gave out and nobody used. */
  void giveBack() {
    if (bucket != null) {
      bucket.addTokens(REQUEST);
    }
  }

  private static long nanosPerRequest(RateLimit limit, int parts) {
    return limit.rate().period().toNanos() * parts / limit.rate().count();
  }
}
