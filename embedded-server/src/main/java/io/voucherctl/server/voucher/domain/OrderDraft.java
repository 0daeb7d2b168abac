package io.voucherctl.server.voucher.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a request describes it; what is null was not sent.
 *
 * @param amount the sum sent, else the sum of the items, else null
 * @param items its lines, before discounts
 * @param metadata a JSON object
 */
public record OrderDraft(
    @Nullable String id,
    @Nullable String sourceId,
    @Nullable OrderStatus status,
    @Nullable Long amount,
    @Nullable List<OrderItem> items,
    @Nullable String metadata,
    @Nullable CustomerDraft customer) {}
