package io.voucherctl.server.voucher.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What using a voucher once comes to: the same for a validation and for a redemption. */
public sealed interface Use {

  /**
   * It can be used.
   *
   * @param price the order's price after it
   * @param credits the gift money it takes; null for a discount voucher
   */
  record Applied(OrderPrice price, @Nullable Long credits) implements Use {}

  /** It cannot be used. */
  record Rejected(Refusal why) implements Use {}

  /**
   * The rules of the voucher API; the first that fails decides.
   *
   * @param start the order's price as the redeemables before this one left it
   * @param credits the gift money asked for; null to take what the order needs
   */
  static Use of(Voucher voucher, Instant now, OrderPrice start, @Nullable Long credits) {
    Refusal unusable = unusable(voucher, now);
    if (unusable != null) {
      return new Rejected(unusable);
    }
    Gift gift = voucher.gift();
    if (gift != null) {
      return spend(gift, start, credits);
    }
    return switch (voucher.terms().discount()) {
      case null -> new Applied(start.less(0), null);
      case Discount.OfMoney discount -> new Applied(start.less(discount), null);
      case Discount.Units discount -> add(discount, start);
    };
  }

  private static @Nullable Refusal unusable(Voucher voucher, Instant now) {
    VoucherTerms terms = voucher.terms();
    if (!terms.active()) {
      return Refusal.VOUCHER_DISABLED;
    }
    if (terms.startDate() != null && now.isBefore(terms.startDate())) {
      return Refusal.VOUCHER_NOT_ACTIVE;
    }
    if (terms.expirationDate() != null && now.isAfter(terms.expirationDate())) {
      return Refusal.VOUCHER_EXPIRED;
    }
    if (terms.daysOfWeek() != null
        && !terms.daysOfWeek().contains(now.atOffset(ZoneOffset.UTC).getDayOfWeek())) {
      return Refusal.VOUCHER_NOT_ACTIVE_NOW;
    }
    return voucher.hasUseLeft() ? null : Refusal.QUANTITY_EXCEEDED;
  }

  private static Use add(Discount.Units discount, OrderPrice start) {
    OrderPrice price = FreeUnits.added(discount, start);
    return price == null ? new Rejected(Refusal.INVALID_AMOUNT) : new Applied(price, null);
  }

  private static Use spend(Gift gift, OrderPrice price, @Nullable Long asked) {
    Long left = price.total();
    if (asked == null && left == null) {
      return new Rejected(Refusal.MISSING_AMOUNT);
    }
    if (asked != null && asked > gift.balance()) {
      return new Rejected(Refusal.GIFT_AMOUNT_EXCEEDED);
    }
    long most = asked == null ? gift.balance() : asked;
    if (left == null) {
      return new Applied(price.less(0), most);
    }
    long taken = Math.min(most, left);
    return new Applied(price.less(taken), taken);
  }
}
