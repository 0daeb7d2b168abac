package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An order and what was redeemed with it.
 *
 * @param redemptions successful ones, newest first; of a stack the parent and its children
 */
public record OrderEntry(Order order, List<Redemption> redemptions) {

  public static Page<OrderEntry> list(Sql sql, String tenant, Listing listing) throws SQLException {
    Page<Order> page = Orders.list(sql, tenant, listing);
    return new Page<>(all(sql, tenant, page.rows()), page.total());
  }

  /** Several at once, with one more statement however many they are. */
  static List<OrderEntry> all(Sql sql, String tenant, List<Order> orders) throws SQLException {
    List<String> ids = orders.stream().map(Order::id).toList();
    Map<String, List<Redemption>> redemptions =
        Redemptions.ofOrders(sql, tenant, ids).stream()
            .collect(Collectors.groupingBy(r -> Objects.requireNonNull(r.orderId())));
    return orders.stream()
        .map(order -> new OrderEntry(order, redemptions.getOrDefault(order.id(), List.of())))
        .toList();
  }

  public static OrderEntry of(Sql sql, String tenant, Order order) throws SQLException {
    return new OrderEntry(order, Redemptions.ofOrder(sql, tenant, order.id()));
  }
}
