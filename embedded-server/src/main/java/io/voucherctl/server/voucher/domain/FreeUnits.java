package io.voucherctl.server.voucher.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds free units to an order. Where the price of a unit is known, the amount grows by what is
 * added and the same sum is taken off, so the total stays.
 */
final class FreeUnits {
  private FreeUnits() {}

  /** The price with the units added; null when it would be more than all money. */
  static @Nullable OrderPrice added(Discount.Units discount, OrderPrice start) {
    OrderPrice price = start.less(0);
    for (Discount.Unit unit : discount.units()) {
      OrderPrice grown = added(unit, discount.effectOf(unit), price);
      if (grown == null) {
        return null;
      }
      price = grown;
    }
    return price;
  }

  private static @Nullable OrderPrice added(Discount.Unit unit, Effect effect, OrderPrice price) {
    List<OrderItem> items =
        price.items() == null ? new ArrayList<>() : new ArrayList<>(price.items());
    int line = 0;
    while (line < items.size() && !items.get(line).isOf(unit.unitType())) {
      line++;
    }
    long count = unit.unitOff();
    if (effect == Effect.ADD_MISSING_ITEMS) {
      count = Math.max(0, count - unitsThere(items, unit.unitType()));
    }
    if (count == 0) {
      return price;
    }
    if (line == items.size()) {
      items.add(OrderItem.added(unit.unitType()));
    }
    OrderItem old = items.get(line);
    OrderItem raised = old.raised(count);
    if (raised == null) {
      return null;
    }
    items.set(line, raised);
    OrderSums sums = price.sums().raised(raised.discountAmount() - old.discountAmount());
    return sums == null ? null : new OrderPrice(sums, items);
  }

  private static long unitsThere(List<OrderItem> items, String unitType) {
    long there = 0;
    for (OrderItem item : items) {
      if (item.isOf(unitType)) {
        there = Math.min(Money.MAX, there + item.count());
      }
    }
    return there;
  }
}
