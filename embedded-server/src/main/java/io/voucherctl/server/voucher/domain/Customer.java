package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One customer as it is stored. */
public record Customer(
    String id,
    @Nullable String sourceId,
    CustomerProfile profile,
    String metadata,
    Instant createdAt,
    @Nullable Instant updatedAt) {}
