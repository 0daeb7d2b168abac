package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.AsyncAction;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The async actions of all tenants. */
public final class AsyncActions {
  private static final String COLUMNS = "id, type, status, result, created_at, updated_at";
  private static final String INSERT =
      "INSERT INTO async_action (tenant, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE async_action SET status = ?, result = ?, updated_at = ?"
          + " WHERE tenant = ? AND id = ?";
  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM async_action WHERE tenant = ? AND id = ?";

  private AsyncActions() {}

  public static void insert(Sql sql, String tenant, AsyncAction action) throws SQLException {
    sql.run(
        INSERT,
        tenant,
        action.id(),
        action.type(),
        action.status(),
        action.result(),
        action.createdAt(),
        action.updatedAt());
  }

  /** Stores how far it is. */
  public static void update(Sql sql, String tenant, AsyncAction action) throws SQLException {
    sql.run(UPDATE, action.status(), action.result(), action.updatedAt(), tenant, action.id());
  }

  public static @Nullable AsyncAction find(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, AsyncActions::read, tenant, id);
  }

  private static AsyncAction read(Row row) throws SQLException {
    return new AsyncAction(
        row.text(), row.text(), row.text(), row.text(), row.instant(), row.instantOrNull());
  }
}
