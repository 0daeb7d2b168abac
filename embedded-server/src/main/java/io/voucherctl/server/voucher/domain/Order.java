package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order as it is stored.
 *
 * @param items a JSON array of priced items, opaque here; null when none were sent
 * @param metadata a JSON object, opaque here
 */
public record Order(
    String id,
    @Nullable String sourceId,
    OrderStatus status,
    OrderPrice price,
    @Nullable String items,
    String metadata,
    @Nullable String customerId,
    Instant createdAt,
    @Nullable Instant updatedAt) {}
