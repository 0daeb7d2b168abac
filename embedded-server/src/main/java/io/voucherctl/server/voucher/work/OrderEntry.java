package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * An order and what was redeemed with it.
 *
 * @param redemptions successful ones, newest first
 */
public record OrderEntry(Order order, List<Redemption> redemptions) {

  public static OrderEntry of(Sql sql, String tenant, Order order) throws SQLException {
    return new OrderEntry(order, Redemptions.ofOrder(sql, tenant, order.id()));
  }
}
