package io.voucherctl.server.voucher.domain;

/**
 * What sessions hold of one voucher.
 *
 * @param credits gift money
 */
public record Held(long uses, long credits) {

  /** The voucher as it is to everybody who does not hold this. */
  public Voucher awayFrom(Voucher voucher) {
    if (uses == 0) {
      return voucher;
    }
    Gift gift = voucher.gift();
    return new Voucher(
        voucher.id(),
        voucher.code(),
        voucher.campaignId(),
        voucher.campaign(),
        voucher.terms(),
        gift == null ? null : new Gift(gift.amount(), Math.max(0, gift.balance() - credits)),
        voucher.redeemedQuantity() + uses,
        voucher.redeemedAmount(),
        voucher.publishCount(),
        voucher.holderId(),
        voucher.createdAt(),
        voucher.updatedAt());
  }
}
