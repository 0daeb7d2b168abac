package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Ledger.Redeemed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The SQLite file itself: that it agrees with itself, and with what the callers were told. */
final class StoredBooks {
  private static final String DONE = "kind = 'REDEMPTION' AND failure_code IS NULL";
  private static final String UNDONE = "kind = 'ROLLBACK' AND failure_code IS NULL";
  private static final String OF_VOUCHER =
      "FROM redemption r WHERE r.tenant = v.tenant AND r.voucher_id = v.id AND ";

  /** Each answers one row per contradiction, its first column in words. */
  private static final Map<String, String> CHECKS =
      Map.of(
          "the file is damaged",
          "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
          "counter and history of a voucher differ",
          "SELECT code FROM voucher v WHERE redeemed_quantity <>"
              + (" (SELECT count(*) " + OF_VOUCHER + DONE + ")")
              + (" - (SELECT count(*) " + OF_VOUCHER + UNDONE + ")"),
          "balance and history of a gift differ",
          "SELECT code FROM voucher v WHERE gift_amount IS NOT NULL AND gift_balance <> gift_amount"
              + (" - (SELECT coalesce(sum(amount), 0) " + OF_VOUCHER + "failure_code IS NULL)"),
          "a redemption has no order",
          "SELECT id FROM redemption r WHERE "
              + DONE
              + " AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.tenant = r.tenant AND o.id ="
              + " r.order_id)",
          "an order has no redemption",
          "SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM redemption r WHERE r.tenant ="
              + " o.tenant AND r.order_id = o.id AND "
              + DONE
              + ")",
          "a redemption is rolled back and has no rollback",
          "SELECT id FROM redemption r WHERE rollback_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
              + " redemption b WHERE b.tenant = r.tenant AND b.id = r.rollback_id AND b.undone ="
              + " r.id)",
          "a redemption is rolled back twice",
          "SELECT undone FROM redemption WHERE " + UNDONE + " GROUP BY 1 HAVING count(*) > 1",
          "an attempt is stored twice",
          "SELECT json_extract(metadata, '$.attempt') a FROM redemption WHERE "
              + DONE
              + " GROUP BY 1 HAVING count(*) > 1 OR a IS NULL");

  private final List<String> contradictions = new ArrayList<>();

  /** Unanswered attempts that were stored nevertheless. */
  private int storedUnanswered;

  private StoredBooks() {}

  /** Reads the file while nobody writes. */
  static StoredBooks read(Path file, Ledger ledger) throws SQLException {
    StoredBooks books = new StoredBooks();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> check : CHECKS.entrySet()) {
        try (ResultSet rows = statement.executeQuery(check.getValue())) {
          while (rows.next()) {
            books.contradictions.add(check.getKey() + ": " + rows.getString(1));
          }
        }
      }
      books.compare(attempts(statement), ledger);
    }
    return books;
  }

  List<String> contradictions() {
    return contradictions;
  }

  int storedUnanswered() {
    return storedUnanswered;
  }

  /** Id of the redemption by name of the attempt. */
  private static Map<String, String> attempts(Statement statement) throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT json_extract(metadata, '$.attempt'), id FROM redemption WHERE " + DONE)) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    return found;
  }

  private void compare(Map<String, String> stored, Ledger ledger) {
    for (Redeemed redeemed : ledger.redeemed.values()) {
      String id = stored.remove(redeemed.attempt().name());
      if (!redeemed.id().equals(id)) {
        contradictions.add("acknowledged " + redeemed + " is stored as " + id);
      }
    }
    for (String name : stored.keySet()) {
      if (ledger.unanswered.containsKey(name)) {
        storedUnanswered++;
      } else {
        contradictions.add(
            name
                + (ledger.refused.contains(name) ? " was refused" : " is unknown")
                + ", and stored");
      }
    }
  }
}
