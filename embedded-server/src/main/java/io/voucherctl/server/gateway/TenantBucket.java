package io.voucherctl.server.gateway;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.voucherctl.server.quota.TenantQuota;
import org.jspecify.annotations.Nullable;

/**
 * A quota and the bucket that enforces it: capacity is the burst, refill is greedy at the rate.
 *
 * @param bucket null when the rate is 0: nothing is admitted
 */
record TenantBucket(TenantQuota quota, @Nullable Bucket bucket) {

  static TenantBucket full(TenantQuota quota, TimeMeter meter) {
    return filled(quota, quota.burst(), meter);
  }

  private static TenantBucket filled(TenantQuota quota, long tokens, TimeMeter meter) {
    if (quota.rate().count() == 0) {
      return new TenantBucket(quota, null);
    }
    Bucket bucket =
        Bucket.builder().withCustomTimePrecision(meter).addLimit(bandwidth(quota, tokens)).build();
    return new TenantBucket(quota, bucket);
  }

  /**
   * The same bucket under another quota. It keeps its tokens, cut to the new burst: a lower quota
   * acts on the next request, a higher one is no refund. Coming back from rate 0 it starts empty.
   */
  TenantBucket under(TenantQuota next, TimeMeter meter) {
    if (next.equals(quota)) {
      return this;
    }
    if (bucket == null || next.rate().count() == 0) {
      return filled(next, 0, meter);
    }
    bucket.replaceConfiguration(
        BucketConfiguration.builder().addLimit(bandwidth(next, next.burst())).build(),
        TokensInheritanceStrategy.AS_IS);
    return new TenantBucket(next, bucket);
  }

  private static Bandwidth bandwidth(TenantQuota quota, long tokens) {
    return Bandwidth.builder()
        .capacity(quota.burst())
        .refillGreedy(quota.rate().count(), quota.rate().period())
        .initialTokens(tokens)
        .build();
  }
}
