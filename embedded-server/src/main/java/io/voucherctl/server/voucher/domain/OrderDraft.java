package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * An order as a request describes it; what is null was not sent.
 *
 * @param amount the sum sent, else the sum of the items, else null
 * @param items a JSON array of priced items
 * @param metadata a JSON object
 */
public record OrderDraft(
    @Nullable String id,
    @Nullable String sourceId,
    @Nullable OrderStatus status,
    @Nullable Long amount,
    @Nullable String items,
    @Nullable String metadata,
    @Nullable CustomerDraft customer) {}
