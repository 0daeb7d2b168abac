package io.voucherctl.server.voucher.domain;

import java.util.List;
import java.util.stream.LongStream;

/** What a discount takes off each line of an order. */
final class ItemShares {
  private ItemShares() {}

  /**
   * The share of each line: never more than is left of the line, and of the order together.
   *
   * @param left what is left to pay of the order
   */
  static long[] of(Discount.OfMoney discount, List<OrderItem> items, long left) {
    long[] open = items.stream().mapToLong(OrderItem::left).toArray();
    long[] counts = items.stream().mapToLong(OrderItem::count).toArray();
    return switch (discount.effectInForce()) {
      case APPLY_TO_ITEMS ->
          capped(LongStream.of(open).map(discount::offEach).toArray(), discount, left);
      case APPLY_TO_ITEMS_BY_QUANTITY -> capped(offUnits(discount, open, counts), discount, left);
      case APPLY_TO_ITEMS_PROPORTIONALLY -> Split.of(Math.min(discount.off(sum(open)), left), open);
      case APPLY_TO_ITEMS_PROPORTIONALLY_BY_QUANTITY ->
          Split.of(Math.min(discount.off(sum(open)), left), counts, open);
      default -> throw new IllegalArgumentException(discount + " is not taken off lines");
    };
  }

  /** What is left of a line need not divide by its units: then some of them cost one more. */
  private static long[] offUnits(Discount.OfMoney discount, long[] open, long[] counts) {
    long[] shares = new long[open.length];
    for (int i = 0; i < shares.length; i++) {
      if (counts[i] > 0) {
        long price = open[i] / counts[i];
        long dearer = open[i] % counts[i];
        shares[i] =
            (counts[i] - dearer) * discount.offEach(price) + dearer * discount.offEach(price + 1);
      }
    }
    return shares;
  }

  private static long[] capped(long[] shares, Discount.OfMoney discount, long left) {
    Long limit = discount.limit();
    long most = limit == null ? left : Math.min(limit, left);
    return sum(shares) <= most ? shares : Split.of(most, shares);
  }

  private static long sum(long[] sums) {
    return LongStream.of(sums).sum();
  }
}
