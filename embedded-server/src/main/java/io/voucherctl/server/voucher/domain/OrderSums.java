package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an order costs and what was taken off it, altogether.
 *
 * @param amount before discounts; null when nobody said
 * @param initialAmount before free units were added to it; null when none were
 * @param discountAmount taken off the order as a whole, all redeemables so far
 * @param appliedAmount the share of the last one
 * @param itemsDiscountAmount taken off the lines, all redeemables so far
 * @param itemsAppliedAmount the share of the last one
 */
public record OrderSums(
    @Nullable Long amount,
    @Nullable Long initialAmount,
    long discountAmount,
    long appliedAmount,
    long itemsDiscountAmount,
    long itemsAppliedAmount) {

  public static OrderSums of(@Nullable Long amount) {
    return new OrderSums(amount, null, 0, 0, 0, 0);
  }

  /** What is left to pay; null when the amount is unknown. */
  public @Nullable Long total() {
    return amount == null ? null : Long.valueOf(amount - totalDiscount());
  }

  public long totalDiscount() {
    return discountAmount + itemsDiscountAmount;
  }

  public long totalApplied() {
    return appliedAmount + itemsAppliedAmount;
  }

  /** After another redeemable took its shares, which must not exceed what is left. */
  OrderSums less(long share, long itemsShare) {
    Long total = total();
    if (share < 0 || itemsShare < 0 || share + itemsShare > (total == null ? 0 : total)) {
      throw new IllegalArgumentException(
          "cannot take " + share + " and " + itemsShare + " off " + this);
    }
    return new OrderSums(
        amount,
        initialAmount,
        discountAmount + share,
        share,
        itemsDiscountAmount + itemsShare,
        itemsShare);
  }

  /** After the last redeemable added free units worth this; null when that is over all money. */
  @Nullable OrderSums raised(long worth) {
    if (worth == 0) {
      return this;
    }
    long before = amount == null ? 0 : amount;
    return Money.isAmount(before + worth)
        ? new OrderSums(
            before + worth,
            initialAmount == null ? Long.valueOf(before) : initialAmount,
            discountAmount,
            appliedAmount,
            itemsDiscountAmount + worth,
            itemsAppliedAmount + worth)
        : null;
  }

  /** Before all discounts. */
  OrderSums undiscounted() {
    return of(initialAmount == null ? amount : initialAmount);
  }
}
