package io.voucherctl.server.voucher.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An order's price, as the redeemables applied so far left it: the next one is applied to it.
 *
 * @param items the lines; null when none were sent. What was taken off them adds up to the sums
 */
public record OrderPrice(OrderSums sums, @Nullable List<OrderItem> items) {
  public OrderPrice {
    items = items == null ? null : List.copyOf(items);
  }

  /** An order without lines. */
  public static OrderPrice of(@Nullable Long amount) {
    return of(amount, null);
  }

  /** An order before discounts. */
  public static OrderPrice of(@Nullable Long amount, @Nullable List<OrderItem> items) {
    return new OrderPrice(OrderSums.of(amount), items);
  }

  /** Before discounts; null when unknown. */
  public @Nullable Long amount() {
    return sums.amount();
  }

  /** What is left to pay; null when the amount is unknown. */
  public @Nullable Long total() {
    return sums.total();
  }

  /** After a redeemable took {@code share}, which must not exceed what is left, off the order. */
  public OrderPrice less(long share) {
    return new OrderPrice(sums.less(share, 0), each(item -> item.less(0)));
  }

  /** After a redeemable took its {@code discount}; nothing where amounts are unknown. */
  OrderPrice less(Discount.OfMoney discount) {
    Long left = total();
    if (left == null) {
      return less(0);
    }
    if (discount.effectInForce() == Effect.APPLY_TO_ORDER) {
      return less(discount.off(left));
    }
    return items == null ? less(0) : less(items, ItemShares.of(discount, items, left));
  }

  private OrderPrice less(List<OrderItem> lines, long[] shares) {
    List<OrderItem> lower = new ArrayList<>(lines.size());
    for (OrderItem line : lines) {
      lower.add(line.less(shares[lower.size()]));
    }
    return new OrderPrice(sums.less(0, LongStream.of(shares).sum()), lower);
  }

  /** Before all discounts, and without what they added. */
  public OrderPrice undiscounted() {
    return new OrderPrice(sums.undiscounted(), each(OrderItem::undiscounted));
  }

  /** The same price, reached by one redeemable: how a stack of them is shown as a whole. */
  public OrderPrice asOneShare() {
    return new OrderPrice(
        new OrderSums(
            sums.amount(),
            sums.initialAmount(),
            sums.discountAmount(),
            sums.discountAmount(),
            sums.itemsDiscountAmount(),
            sums.itemsDiscountAmount()),
        each(item -> item.discounted(item.discountAmount(), item.discountAmount())));
  }

  /**
   * The price after its owner sent it anew; null is what was not sent. The discount of the whole
   * order stays, up to the new amount; those of lines belonged to the old ones and go.
   */
  public OrderPrice resent(@Nullable Long newAmount, @Nullable List<OrderItem> newItems) {
    boolean sameItems = newItems == null || isLike(newItems);
    boolean sameAmount = newAmount == null || newAmount.equals(sums.amount());
    if (sameItems && sameAmount) {
      return this;
    }
    OrderPrice plain = sameItems ? undiscounted() : of(sums.undiscounted().amount(), newItems);
    Long amount = newAmount == null ? plain.amount() : newAmount;
    long kept = Math.min(sums.discountAmount(), amount == null ? 0 : amount);
    OrderSums lower = new OrderSums(amount, null, kept, Math.min(sums.appliedAmount(), kept), 0, 0);
    return new OrderPrice(lower, plain.items);
  }

  private boolean isLike(List<OrderItem> others) {
    if (items == null || items.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).isLike(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable List<OrderItem> each(Function<OrderItem, @Nullable OrderItem> change) {
    return items == null ? null : items.stream().map(change).filter(Objects::nonNull).toList();
  }
}
