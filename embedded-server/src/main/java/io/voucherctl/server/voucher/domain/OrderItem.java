package io.voucherctl.server.voucher.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order; what is null was not sent and is not known.
 *
 * @param amount of the whole line, before discounts
 * @param discountAmount taken off this line, all redeemables so far
 * @param appliedAmount the share of the last one
 * @param discountQuantity free units that redeemables added
 * @param initialQuantity the quantity before they did
 * @param names the ids and source ids by which its product is known
 * @param rest the other properties, a JSON object, opaque here; null for a line that a redeemable
 *     added, of which nothing but its one name is known
 */
public record OrderItem(
    @Nullable Long quantity,
    @Nullable Long price,
    @Nullable Long amount,
    long discountAmount,
    long appliedAmount,
    @Nullable Long discountQuantity,
    @Nullable Long initialQuantity,
    List<String> names,
    @Nullable String rest) {

  /**
   * A line as sent: without an amount it costs its price times its quantity (one when not said).
   */
  public static OrderItem sent(
      @Nullable Long quantity,
      @Nullable Long price,
      @Nullable Long amount,
      List<String> names,
      String rest) {
    Long known = amount == null && price != null ? product(price, quantity) : amount;
    return new OrderItem(quantity, price, known, 0, 0, null, null, names, rest);
  }

  private static Long product(long price, @Nullable Long quantity) {
    Long product = times(price, quantity == null ? 1 : quantity);
    if (product == null) {
      throw Refusal.INVALID_AMOUNT.because("item amount is too large");
    }
    return product;
  }

  /** A line for free units of a product that was not in the order. */
  static OrderItem added(String name) {
    return new OrderItem(0L, null, null, 0, 0, null, null, List.of(name), null);
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

  /** The sum of all known amounts; null when none is known. */
  public static @Nullable Long sum(List<OrderItem> items) {
    Long sum = null;
    for (OrderItem item : items) {
      sum = sum(sum, item.amount);
    }
    return sum;
  }

  /** What is left to pay of it; zero when its amount is unknown. */
  public long left() {
    return amount == null ? 0 : amount - discountAmount;
  }

  /** How many units it has: one when not said. */
  long count() {
    return quantity == null ? 1 : quantity;
  }

  boolean isOf(String unitType) {
    return names.contains(unitType);
  }

  /** After another {@code share}, which must not exceed what is left, is taken off. */
  OrderItem less(long share) {
    if (share < 0 || share > left()) {
      throw new IllegalArgumentException("cannot take " + share + " off " + this);
    }
    return discounted(discountAmount + share, share);
  }

  OrderItem discounted(long discount, long applied) {
    return new OrderItem(
        quantity, price, amount, discount, applied, discountQuantity, initialQuantity, names, rest);
  }

  /** With {@code count} free units more; null when that is more than all money or numbers. */
  @Nullable OrderItem raised(long count) {
    Long worth = price == null ? Long.valueOf(0) : times(price, count);
    long units = count() + count;
    long free = (discountQuantity == null ? 0 : discountQuantity) + count;
    long grown = worth == null ? -1 : (amount == null ? 0 : amount) + worth;
    if (worth == null || !Money.isAmount(grown) || !Money.isAmount(units)) {
      return null;
    }
    return new OrderItem(
        units,
        price,
        price == null ? amount : Long.valueOf(grown),
        discountAmount + worth,
        appliedAmount + worth,
        free,
        initialQuantity == null ? Long.valueOf(count()) : initialQuantity,
        names,
        rest);
  }

  /** As it was before all discounts; null for a line that redeemables added. */
  @Nullable OrderItem undiscounted() {
    if (initialQuantity == null) {
      return discounted(0, 0);
    }
    if (initialQuantity == 0) {
      return null;
    }
    Long worth = price == null ? Long.valueOf(0) : times(price, count() - initialQuantity);
    Long before = amount == null || worth == null ? amount : Long.valueOf(amount - worth);
    return new OrderItem(initialQuantity, price, before, 0, 0, null, null, names, rest);
  }

  /** Whether both are the same goods at the same price, whatever was taken off. */
  boolean isLike(OrderItem other) {
    return plain().equals(other.plain());
  }

  private OrderItem plain() {
    return new OrderItem(quantity, price, amount, 0, 0, null, null, names, rest);
  }

  /** The product; null when it is more than all money. */
  private static @Nullable Long times(long price, long count) {
    long product = price * count;
    return Math.multiplyHigh(price, count) == 0 && Money.isAmount(product) ? product : null;
  }
}
