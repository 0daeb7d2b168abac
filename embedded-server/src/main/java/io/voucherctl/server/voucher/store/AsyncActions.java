package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.AsyncAction;
import io.voucherctl.server.voucher.domain.AsyncAction.Status;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The async actions of all tenants. Old ones are forgotten as new ones come. */
public final class AsyncActions {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final String COLUMNS = "id, type, status, result, created_at, updated_at";

  private static final String INSERT =
      "INSERT INTO async_action (tenant, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE async_action SET status = ?, result = ?, updated_at = ? WHERE tenant = ? AND id = ?";
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM async_action WHERE tenant = ? AND id = ?";
  private static final String FORGET =
      "DELETE FROM async_action WHERE tenant = ? AND created_at < ?";

  private AsyncActions() {}

  /** Keeps a new one and forgets those from a month before it. */
  public static void insert(Sql sql, String tenant, AsyncAction action) throws SQLException {
    int forgotten = sql.run(FORGET, tenant, action.createdAt().minus(KEPT));
    sql.run(
        INSERT,
        tenant,
        action.id(),
        action.type(),
        action.status(),
        action.result(),
        action.createdAt(),
        action.updatedAt());
    Tally.ASYNC_ACTION.add(sql, tenant, 1 - forgotten);
  }

  /** Notes how far it is; nothing when it is gone. */
  public static void update(
      Sql sql, String tenant, String id, Status status, String result, Instant at)
      throws SQLException {
    sql.run(UPDATE, status, result, at, tenant, id);
  }

  public static @Nullable AsyncAction find(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(FIND, AsyncActions::read, tenant, id);
  }

  public static Page<AsyncAction> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    return listing.read(sql, tenant, Tally.ASYNC_ACTION, COLUMNS, AsyncActions::read);
  }

  private static AsyncAction read(Row row) throws SQLException {
    return new AsyncAction(
        row.text(),
        row.text(),
        Status.valueOf(row.text()),
        row.text(),
        row.instant(),
        row.instantOrNull());
  }
}
