package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * A voucher that a request wants to use.
 *
 * @param id its code or id, as sent
 * @param credits gift money to take; null for what the order needs
 */
public record Redeemable(String id, @Nullable Long credits) {}
