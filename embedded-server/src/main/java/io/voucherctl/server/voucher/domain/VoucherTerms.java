package io.voucherctl.server.voucher.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the maker of a voucher decides.
 *
 * @param discount of a discount voucher; null for a gift voucher
 * @param daysOfWeek days in UTC on which it can be used, as given; null for every day
 * @param metadata a JSON object, opaque here
 * @param quantity how often it can be redeemed; null for any number of times
 */
public record VoucherTerms(
    VoucherType type,
    @Nullable Discount discount,
    @Nullable String category,
    @Nullable Instant startDate,
    @Nullable Instant expirationDate,
    @Nullable List<DayOfWeek> daysOfWeek,
    boolean active,
    @Nullable String additionalInfo,
    String metadata,
    @Nullable Long quantity) {

  VoucherTerms disabled() {
    return new VoucherTerms(
        type,
        discount,
        category,
        startDate,
        expirationDate,
        daysOfWeek,
        false,
        additionalInfo,
        metadata,
        quantity);
  }
}
