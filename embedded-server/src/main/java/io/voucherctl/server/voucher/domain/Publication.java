package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A voucher given to a customer. */
public record Publication(
    String id,
    @Nullable String sourceId,
    String voucherId,
    VoucherType voucherType,
    @Nullable String campaignId,
    String customerId,
    String channel,
    String metadata,
    Instant createdAt) {}
