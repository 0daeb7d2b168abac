package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One voucher as it is stored.
 *
 * @param campaign the name of the campaign it belongs to
 * @param terms what its maker wrote
 * @param gift the money left on a gift voucher; null for a discount voucher
 * @param redeemedAmount gift money redeemed so far
 * @param holderId the customer it was last published to
 * @param updatedAt null until a maker's change; redeeming and publishing are none
 */
public record Voucher(
    String id,
    String code,
    @Nullable String campaignId,
    @Nullable String campaign,
    VoucherTerms terms,
    @Nullable Gift gift,
    long redeemedQuantity,
    long redeemedAmount,
    long publishCount,
    @Nullable String holderId,
    Instant createdAt,
    @Nullable Instant updatedAt) {

  /** The same voucher, which nobody can use. */
  public Voucher disabled() {
    return new Voucher(
        id,
        code,
        campaignId,
        campaign,
        terms.disabled(),
        gift,
        redeemedQuantity,
        redeemedAmount,
        publishCount,
        holderId,
        createdAt,
        updatedAt);
  }

  /** Whether another use is left. */
  public boolean hasUseLeft() {
    Long quantity = terms.quantity();
    return quantity == null || redeemedQuantity < quantity;
  }
}
