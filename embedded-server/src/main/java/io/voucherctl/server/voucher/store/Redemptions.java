package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The redemptions and rollbacks of all tenants, refused ones too. */
public final class Redemptions {
  private static final String COLUMNS =
      "id, kind, created_at, failure_code, failure_message, voucher_id, campaign_id, parent_id,"
          + " customer_id, tracking_id, order_id, amount, metadata, reason, undone, rollback_id,"
          + " rollback_date";

  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM redemption WHERE tenant = ? AND id = ?";
  private static final String INSERT =
      "INSERT INTO redemption (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UNDO =
      "UPDATE redemption SET rollback_id = ?, rollback_date = ?"
          + " WHERE tenant = ? AND id = ? AND kind = 'REDEMPTION' AND failure_code IS NULL"
          + " AND rollback_id IS NULL";
  // Bounded, because an order can be sent with any number of redemptions.
  private static final String OF_ORDER =
      "SELECT "
          + COLUMNS
          + " FROM redemption WHERE tenant = ? AND order_id = ? AND kind = 'REDEMPTION'"
          + " AND failure_code IS NULL ORDER BY seq DESC LIMIT 100";

  private static final String OF_ORDERS =
      "SELECT "
          + COLUMNS
          + " FROM redemption WHERE tenant = ? AND %s AND kind = 'REDEMPTION'"
          + " AND failure_code IS NULL ORDER BY seq DESC LIMIT 1000";

  private Redemptions() {}

  public static @Nullable Redemption find(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Redemptions::read, tenant, id);
  }

  /** The successful redemptions of an order, the newest hundred, newest first. */
  public static List<Redemption> ofOrder(Sql sql, String tenant, String orderId)
      throws SQLException {
    return sql.all(OF_ORDER, Redemptions::read, tenant, orderId);
  }

  /** The successful redemptions of some orders, newest first; all of them, up to a thousand. */
  public static List<Redemption> ofOrders(Sql sql, String tenant, List<String> orderIds)
      throws SQLException {
    Condition wanted = Condition.in("order_id", orderIds);
    List<Object> values = new ArrayList<>();
    values.add(tenant);
    values.addAll(wanted.values());
    return sql.all(OF_ORDERS.formatted(wanted.text()), Redemptions::read, values.toArray());
  }

  public static void insert(Sql sql, String tenant, Redemption entry) throws SQLException {
    Failure failure = entry.failure();
    sql.run(
        INSERT,
        tenant,
        entry.id(),
        entry.kind(),
        entry.date(),
        failure == null ? null : failure.code(),
        failure == null ? null : failure.message(),
        entry.voucherId(),
        entry.campaignId(),
        entry.parentId(),
        entry.customerId(),
        entry.trackingId(),
        entry.orderId(),
        entry.amount(),
        entry.metadata(),
        entry.reason(),
        entry.undone(),
        entry.rollbackId(),
        entry.rollbackDate());
    Tally.REDEMPTION.add(sql, tenant, 1);
  }

  /** Marks a redemption as undone by {@code rollbackId}; false when it was already. */
  public static boolean undo(Sql sql, String tenant, String id, String rollbackId, Instant date)
      throws SQLException {
    return sql.run(UNDO, rollbackId, date, tenant, id) == 1;
  }

  private static Redemption read(Row row) throws SQLException {
    return new Redemption(
        row.text(),
        Kind.valueOf(row.text()),
        row.instant(),
        failure(row.textOrNull(), row.textOrNull()),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.numberOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.textOrNull(),
        row.instantOrNull());
  }

  private static @Nullable Failure failure(@Nullable String code, @Nullable String message) {
    return code == null || message == null ? null : new Failure(code, message);
  }
}
