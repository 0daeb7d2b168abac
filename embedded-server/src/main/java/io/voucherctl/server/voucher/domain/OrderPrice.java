package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * What an order costs and what was taken off it. Rules: contract, section 7.2.
 *
 * @param amount before discounts; null when nobody said
 * @param discountAmount taken off the order as a whole, all redeemables so far
 * @param appliedAmount the share of the last one
 */
public record OrderPrice(@Nullable Long amount, long discountAmount, long appliedAmount) {

  public static OrderPrice of(@Nullable Long amount) {
    return new OrderPrice(amount, 0, 0);
  }

  /** What is left to pay; null when the amount is unknown. */
  public @Nullable Long total() {
    return amount == null ? null : Long.valueOf(amount - discountAmount);
  }

  /** The price after another {@code share}, which must not exceed what is left, is taken off. */
  public OrderPrice less(long share) {
    if (share < 0 || share > (amount == null ? 0 : amount - discountAmount)) {
      throw new IllegalArgumentException("cannot take " + share + " off " + this);
    }
    return new OrderPrice(amount, discountAmount + share, share);
  }

  /** The same discounts on another amount: never more than it. */
  public OrderPrice repriced(@Nullable Long newAmount) {
    long most = newAmount == null ? 0 : newAmount;
    return new OrderPrice(newAmount, Math.min(discountAmount, most), Math.min(appliedAmount, most));
  }

  public OrderPrice undiscounted() {
    return of(amount);
  }
}
