package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers that are given again to a request that is sent again. */
public final class KeptAnswers {
  private static final String FIND =
      "SELECT request_digest, status, body FROM kept_answer"
          + " WHERE tenant = ? AND request_key = ? AND created_at >= ?";
  private static final String FORGET =
      "DELETE FROM kept_answer WHERE tenant = ? AND created_at < ?";
  private static final String KEEP =
      "INSERT INTO kept_answer (tenant, request_key, request_digest, status, body, created_at)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private KeptAnswers() {}

  /** One of them. */
  public record Kept(String requestDigest, int status, String body) {}

  /** The answer to the request with this key; null when there is none since {@code oldest}. */
  public static @Nullable Kept find(Sql sql, String tenant, String key, Instant oldest)
      throws SQLException {
    return sql.one(
        FIND, row -> new Kept(row.text(), (int) row.number(), row.text()), tenant, key, oldest);
  }

  /** Keeps an answer and forgets those from before {@code oldest}. */
  public static void keep(
      Sql sql, String tenant, String key, Kept answer, Instant now, Instant oldest)
      throws SQLException {
    sql.run(FORGET, tenant, oldest);
    sql.run(KEEP, tenant, key, answer.requestDigest(), (long) answer.status(), answer.body(), now);
  }
}
