package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * A voucher to be made.
 *
 * @param code the code wanted; null to have one drawn from {@code pattern}
 * @param giftAmount the money on a gift voucher; null for a discount voucher
 */
public record VoucherDraft(
    @Nullable String code, CodePattern pattern, VoucherTerms terms, @Nullable Long giftAmount) {

  public VoucherDraft withCode(String wanted) {
    return new VoucherDraft(wanted, pattern, terms, giftAmount);
  }
}
