package io.voucherctl.server.gateway;

import java.util.function.Supplier;

/**
 * What makes a gateway one of several that enforce the same quotas.
 *
 * @param buckets opens the buckets they share; the gateway closes what it opened
 */
public record Fleet(Supplier<FleetBuckets> buckets, FailureMode onFailure) {}
