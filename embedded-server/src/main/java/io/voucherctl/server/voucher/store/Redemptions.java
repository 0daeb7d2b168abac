package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The redemptions and rollbacks of all tenants, refused ones too. */
public final class Redemptions {
  private static final String COLUMNS =
      "id, kind, created_at, failure_code, failure_message, voucher_id, campaign_id, parent_id,"
          + " customer_id, tracking_id, order_id, amount, metadata, reason, undone, rollback_id,"
          + " rollback_date";

  private static final String COLUMNS_OF_R =
      Stream.of(COLUMNS.split(", ")).map("r."::concat).collect(Collectors.joining(", "));

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

  // The same of several orders: of each only what came after its hundredth last entry.
  private static final String OF_ORDERS =
      "SELECT "
          + COLUMNS_OF_R
          + " FROM orders o JOIN redemption r ON r.tenant = o.tenant AND r.order_id = o.id"
          + " AND r.seq >= COALESCE((SELECT s.seq FROM redemption s WHERE s.tenant = o.tenant"
          + " AND s.order_id = o.id ORDER BY s.seq DESC LIMIT 1 OFFSET 99), 0)"
          + " WHERE o.tenant = ? AND %s AND r.kind = 'REDEMPTION' AND r.failure_code IS NULL"
          + " ORDER BY r.seq DESC";
  private static final String OF_PARENT =
      "SELECT "
          + COLUMNS
          + " FROM redemption WHERE tenant = ? AND parent_id = ? ORDER BY seq LIMIT 100";
  private static final String OF_CUSTOMER =
      "customer_id = COALESCE((SELECT c.id FROM customer c WHERE c.tenant = ? AND c.id = ?),"
          + " (SELECT c.id FROM customer c WHERE c.tenant = ? AND c.source_id = ?), ?)";
  private static final String OF_CAMPAIGN =
      "campaign_id = (SELECT c.id FROM campaign c WHERE c.tenant = ? AND c.name = ?)";

  private Redemptions() {}

  public static @Nullable Redemption find(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Redemptions::read, tenant, id);
  }

  /** The successful redemptions of an order, the newest hundred, newest first. */
  public static List<Redemption> ofOrder(Sql sql, String tenant, String orderId)
      throws SQLException {
    return sql.all(OF_ORDER, Redemptions::read, tenant, orderId);
  }

  /** The same of several orders, newest first. */
  public static List<Redemption> ofOrders(Sql sql, String tenant, Collection<String> orderIds)
      throws SQLException {
    Condition wanted = Condition.in("o.id", orderIds);
    return sql.all(OF_ORDERS.formatted(wanted.text()), Redemptions::read, wanted.after(tenant));
  }

  /** The children of a stack, in the order they were applied. */
  public static List<Redemption> ofParent(Sql sql, String tenant, String parentId)
      throws SQLException {
    return sql.all(OF_PARENT, Redemptions::read, tenant, parentId);
  }

  public static Page<Redemption> list(Sql sql, String tenant, Listing listing) throws SQLException {
    return listing.read(sql, tenant, Tally.REDEMPTION, COLUMNS, Redemptions::read);
  }

  public static Condition succeeded() {
    return Condition.of("failure_code IS NULL");
  }

  public static Condition failed() {
    return Condition.of("failure_code IS NOT NULL");
  }

  public static Condition ofVoucher(String voucherId) {
    return Condition.of("voucher_id = ?", voucherId);
  }

  /** Those of a customer, also of one that is gone when {@code idOrSourceId} is its id. */
  public static Condition ofCustomer(String tenant, String idOrSourceId) {
    return Condition.of(OF_CUSTOMER, tenant, idOrSourceId, tenant, idOrSourceId, idOrSourceId);
  }

  public static Condition ofCampaign(String tenant, String name) {
    return Condition.of(OF_CAMPAIGN, tenant, name);
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
