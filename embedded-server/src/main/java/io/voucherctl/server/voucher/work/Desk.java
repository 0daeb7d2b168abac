package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Ids;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderPrice;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every unit of work needs.
 *
 * @param mergeMetadata the stored JSON object with the keys of the sent one laid over it
 * @param itemText the lines of an order as they are stored
 */
public record Desk(
    InstantSource clock, Ids ids, BinaryOperator<String> mergeMetadata, ItemText itemText) {

  /** The time as it is stored and answered: whole milliseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The price of a stored order, with its lines. */
  OrderPrice priceOf(Order order) {
    String items = order.items();
    return new OrderPrice(order.sums(), items == null ? null : itemText.read(items));
  }

  /** The lines as they are stored; null when there are none. */
  @Nullable String itemsOf(OrderPrice price) {
    return price.items() == null ? null : itemText.write(price.items());
  }
}
