package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  /** A page of entries, read with one statement for each kind of thing they touched. */
  public static Page<RedemptionEntry> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    Page<Redemption> page = Redemptions.list(sql, tenant, listing);
    List<Redemption> rows = page.rows();
    Map<String, Voucher> vouchers =
        byId(Vouchers.byIds(sql, tenant, ids(rows, Redemption::voucherId)), Voucher::id);
    Map<String, Customer> customers =
        byId(Customers.byIds(sql, tenant, ids(rows, Redemption::customerId)), Customer::id);
    Map<String, OrderEntry> orders =
        byId(
            OrderEntry.all(sql, tenant, Orders.byIds(sql, tenant, ids(rows, Redemption::orderId))),
            entry -> entry.order().id());
    return new Page<>(
        rows.stream()
            .map(row ->
                new RedemptionEntry(
                    row,
                    vouchers.get(row.voucherId()),
                    customers.get(row.customerId()),
                    orders.get(row.orderId())))
            .toList(),
        page.total());
  }

  private static Set<String> ids(List<Redemption> rows, Function<Redemption, @Nullable String> id) {
    return rows.stream().map(id).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    return all.stream().collect(Collectors.toMap(id, Function.identity()));
  }
}
