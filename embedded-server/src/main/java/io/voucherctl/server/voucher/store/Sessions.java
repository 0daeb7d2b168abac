package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Held;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Voucher;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the sessions of all tenants hold. What has ended counts no more, gone or not. */
public final class Sessions {
  private static final String HELD =
      "SELECT COUNT(*), COALESCE(SUM(credits), 0) FROM session_lock"
          + " WHERE tenant = ? AND voucher_id = ? AND expires_at > ? AND session_key <> ?";
  private static final String HOLD =
      "INSERT INTO session_lock (tenant, voucher_id, session_key, credits, expires_at, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, voucher_id, session_key) DO UPDATE"
          + " SET credits = excluded.credits, expires_at = excluded.expires_at,"
          + " created_at = excluded.created_at";
  private static final String RELEASE =
      "DELETE FROM session_lock WHERE tenant = ? AND voucher_id = ? AND session_key = ?";
  private static final String RELEASE_ALL =
      "DELETE FROM session_lock WHERE tenant = ? AND voucher_id = ?";
  private static final String RELEASE_LIVE = RELEASE + " AND expires_at > ?";
  // More than one request can make, so that ended ones never pile up; few enough for one unit.
  private static final String PRUNE =
      "DELETE FROM session_lock WHERE seq IN (SELECT seq FROM session_lock"
          + " WHERE tenant = ? AND expires_at <= ? ORDER BY expires_at LIMIT 100)";

  /** No session has it: keys are never empty. */
  private static final String NO_KEY = "";

  private Sessions() {}

  /**
   * The voucher less what other sessions hold of it.
   *
   * @param key the caller's own session, which does not count; null for none
   */
  public static Voucher lessHeld(
      Sql sql, String tenant, Voucher voucher, @Nullable String key, Instant now)
      throws SQLException {
    if (voucher.terms().quantity() == null && voucher.gift() == null) {
      return voucher;
    }
    Held held =
        sql.one(
            HELD,
            row -> new Held(row.number(), row.number()),
            tenant,
            voucher.id(),
            now,
            key == null ? NO_KEY : key);
    return held == null ? voucher : held.awayFrom(voucher);
  }

  /** Holds one use, and {@code credits} of a gift, instead of what the session held of it. */
  public static void hold(
      Sql sql,
      String tenant,
      String voucherId,
      Session session,
      @Nullable Long credits,
      Instant now)
      throws SQLException {
    sql.run(HOLD, tenant, voucherId, session.key(), credits, session.endFrom(now), now);
  }

  /** Lets go of what a session holds of a voucher. */
  public static void release(Sql sql, String tenant, String voucherId, String key)
      throws SQLException {
    sql.run(RELEASE, tenant, voucherId, key);
  }

  /** The same; false when it held nothing, or no more. */
  public static boolean release(Sql sql, String tenant, String voucherId, String key, Instant now)
      throws SQLException {
    return sql.run(RELEASE_LIVE, tenant, voucherId, key, now) == 1;
  }

  /** Lets go of all that is held of a voucher. */
  static void releaseAll(Sql sql, String tenant, String voucherId) throws SQLException {
    sql.run(RELEASE_ALL, tenant, voucherId);
  }

  /** Forgets some of the tenant's sessions that have ended. */
  public static void prune(Sql sql, String tenant, Instant now) throws SQLException {
    sql.run(PRUNE, tenant, now);
  }
}
