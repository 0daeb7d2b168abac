package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderStatus;
import io.voucherctl.server.voucher.domain.OrderSums;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders of all tenants. */
public final class Orders {
  private static final String COLUMNS =
      "id, source_id, status, amount, initial_amount, discount_amount, applied_amount,"
          + " items_discount_amount, items_applied_amount, items, metadata, customer_id,"
          + " created_at, updated_at";

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM orders WHERE tenant = ? AND id = ?";
  private static final String BY_SOURCE_ID =
      "SELECT " + COLUMNS + " FROM orders WHERE tenant = ? AND source_id = ?";
  private static final String INSERT =
      "INSERT INTO orders (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE orders SET status = ?, amount = ?, initial_amount = ?, discount_amount = ?,"
          + " applied_amount = ?, items_discount_amount = ?, items_applied_amount = ?, items = ?,"
          + " metadata = ?, customer_id = ?, updated_at = ? WHERE tenant = ? AND id = ?";

  private Orders() {}

  public static @Nullable Order byId(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Orders::read, tenant, id);
  }

  public static @Nullable Order bySourceId(Sql sql, String tenant, String sourceId)
      throws SQLException {
    return sql.one(BY_SOURCE_ID, Orders::read, tenant, sourceId);
  }

  /** Those of these ids that are there; how they come is not said. */
  public static List<Order> byIds(Sql sql, String tenant, Collection<String> ids)
      throws SQLException {
    Condition wanted = Condition.in("id", ids);
    return sql.all(
        "SELECT " + COLUMNS + " FROM orders WHERE tenant = ? AND " + wanted.text(),
        Orders::read,
        wanted.after(tenant));
  }

  /** By id, or else by source id. */
  public static @Nullable Order find(Sql sql, String tenant, String idOrSourceId)
      throws SQLException {
    Order found = byId(sql, tenant, idOrSourceId);
    return found == null ? bySourceId(sql, tenant, idOrSourceId) : found;
  }

  public static void insert(Sql sql, String tenant, Order order) throws SQLException {
    sql.run(
        INSERT,
        tenant,
        order.id(),
        order.sourceId(),
        order.status(),
        order.sums().amount(),
        order.sums().initialAmount(),
        order.sums().discountAmount(),
        order.sums().appliedAmount(),
        order.sums().itemsDiscountAmount(),
        order.sums().itemsAppliedAmount(),
        order.items(),
        order.metadata(),
        order.customerId(),
        order.createdAt(),
        order.updatedAt());
    Tally.ORDER.add(sql, tenant, 1);
  }

  public static void update(Sql sql, String tenant, Order order) throws SQLException {
    sql.run(
        UPDATE,
        order.status(),
        order.sums().amount(),
        order.sums().initialAmount(),
        order.sums().discountAmount(),
        order.sums().appliedAmount(),
        order.sums().itemsDiscountAmount(),
        order.sums().itemsAppliedAmount(),
        order.items(),
        order.metadata(),
        order.customerId(),
        order.updatedAt(),
        tenant,
        order.id());
  }

  public static Listing.Page<Order> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    return listing.read(sql, tenant, Tally.ORDER, COLUMNS, Orders::read);
  }

  private static Order read(Row row) throws SQLException {
    return new Order(
        row.text(),
        row.textOrNull(),
        OrderStatus.valueOf(row.text()),
        new OrderSums(
            row.numberOrNull(),
            row.numberOrNull(),
            row.number(),
            row.number(),
            row.number(),
            row.number()),
        row.textOrNull(),
        row.text(),
        row.textOrNull(),
        row.instant(),
        row.instantOrNull());
  }
}
