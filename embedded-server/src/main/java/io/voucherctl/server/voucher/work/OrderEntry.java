package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * An order and what was redeemed with it.
 *
 * @param redemptions successful ones, newest first; of a stack the parent and its children
 */
public record OrderEntry(Order order, List<Redemption> redemptions) {

  public static OrderEntry of(Sql sql, String tenant, Order order) throws SQLException {
    return new OrderEntry(order, Redemptions.ofOrder(sql, tenant, order.id()));
  }

  /** Several at once, with one more statement however many they are. */
  public static List<OrderEntry> all(Sql sql, String tenant, List<Order> orders)
      throws SQLException {
    List<String> ids = orders.stream().map(Order::id).toList();
    Map<String, List<Redemption>> redemptions = Redemptions.ofOrders(sql, tenant, ids);
    return orders.stream()
        .map(order -> new OrderEntry(order, redemptions.getOrDefault(order.id(), List.of())))
        .toList();
  }
}
