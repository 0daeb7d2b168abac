package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/** The figures of one line of an order; what is null was not sent. */
public record OrderItem(@Nullable Long quantity, @Nullable Long price, @Nullable Long sentAmount) {

  /** The amount sent, else price times quantity (one when not said); null when unknown. */
  public @Nullable Long amount() {
    if (sentAmount != null) {
      return sentAmount;
    }
    if (price == null) {
      return null;
    }
    long count = quantity == null ? 1 : quantity;
    long high = Math.multiplyHigh(price, count);
    long amount = price * count;
    if (high != 0 || !Money.isAmount(amount)) {
      throw Refusal.INVALID_AMOUNT.because("item amount is too large");
    }
    return amount;
  }

  /** The sum of what is known of two amounts. */
  public static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    long sum = one + other;
    if (!Money.isAmount(sum)) {
      throw Refusal.INVALID_AMOUNT.because("order amount is too large");
    }
    return sum;
  }
}
