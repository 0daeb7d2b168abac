package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order as it is stored.
 *
 * @param items the lines, as a JSON array, opaque here; null when none were sent. What was taken
 *     off them adds up to the sums
 * @param metadata a JSON object, opaque here
 */
public record Order(
    String id,
    @Nullable String sourceId,
    OrderStatus status,
    OrderSums sums,
    @Nullable String items,
    String metadata,
    @Nullable String customerId,
    Instant createdAt,
    @Nullable Instant updatedAt) {}
