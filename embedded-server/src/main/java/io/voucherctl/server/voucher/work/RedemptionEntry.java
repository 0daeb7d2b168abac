package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A redemption or rollback with everything it touched. */
public record RedemptionEntry(
    Redemption redemption,
    @Nullable Voucher voucher,
    @Nullable Customer customer,
    @Nullable OrderEntry order) {

  /** One entry as things stand now; an unknown id is refused. */
  public static RedemptionEntry find(Sql sql, String tenant, String id) throws SQLException {
    Redemption redemption = Redemptions.find(sql, tenant, id);
    if (redemption == null) {
      throw Refusal.notFound("redemption", id);
    }
    String voucherId = redemption.voucherId();
    String customerId = redemption.customerId();
    String orderId = redemption.orderId();
    Order order = orderId == null ? null : Orders.byId(sql, tenant, orderId);
    return new RedemptionEntry(
        redemption,
        voucherId == null ? null : Vouchers.byId(sql, tenant, voucherId),
        customerId == null ? null : Customers.byId(sql, tenant, customerId),
        order == null ? null : OrderEntry.of(sql, tenant, order));
  }
}
