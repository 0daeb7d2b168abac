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
 * @param redemptions successful ones, newest first
 */
public record OrderEntry(Order order, List<Redemption> redemptions) {

  public static Page<OrderEntry> list(Sql sql, String tenant, Listing listing) throws SQLException {
    Page<Order> page = Orders.list(sql, tenant, listing);
    Map<String, List<Redemption>> redemptions =
        Redemptions.ofOrders(sql, tenant, page.rows().stream().map(Order::id).toList()).stream()
            .collect(Collectors.groupingBy(r -> Objects.requireNonNull(r.orderId())));
    return new Page<>(
        page.rows().stream()
            .map(order -> new OrderEntry(order, redemptions.getOrDefault(order.id(), List.of())))
            .toList(),
        page.total());
  }

  public static OrderEntry of(Sql sql, String tenant, Order order) throws SQLException {
    return new OrderEntry(order, Redemptions.ofOrder(sql, tenant, order.id()));
  }
}
