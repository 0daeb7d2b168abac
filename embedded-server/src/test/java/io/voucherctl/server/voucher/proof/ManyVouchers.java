package io.voucherctl.server.voucher.proof;

import io.voucherctl.server.voucher.proof.Api.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills a database with copies of one voucher, faster than by a call for each. */
final class ManyVouchers {
  private static final long SPREAD = 2_654_435_761L;
  private static final int AT_ONCE = 100_000;

  private ManyVouchers() {}

  /** Codes do not follow one another, as real ones do not. */
  static String code(int number) {
    return "B%08x".formatted((number * SPREAD) & 0xffff_ffffL);
  }

  static void issue(Door door, Path file, int count) throws IOException, SQLException {
    try (Api api = door.open()) {
      api.post(
              "/v1/vouchers/TEMPLATE",
              """
              {"discount":{"type":"PERCENT","percent_off":10},"metadata":{"channel":"mail"},
              "redemption":{"quantity":5},"category":"spring"}\
              """)
          .sure();
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        for (int first = 0; first < count; first += AT_ONCE) {
          statement.execute(copies(statement, first, Math.min(count, first + AT_ONCE)));
        }
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
      api.get("/v1/vouchers/" + code(count - 1)).sure();
    }
  }

  /** Whatever columns the table has. */
  private static String copies(Statement statement, int first, int end) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT name FROM pragma_table_info('voucher')")) {
      while (rows.next()) {
        String column = rows.getString(1);
        switch (column) {
          case "seq" -> {}
          case "id" -> add(columns, values, column, "printf('v_%032x', n)");
          case "code" ->
              add(columns, values, column, "printf('B%08x', n * " + SPREAD + " % (1 << 32))");
          default -> add(columns, values, column, "v." + column);
        }
      }
    }
    return "WITH RECURSIVE number (n) AS (SELECT %d UNION ALL SELECT n + 1 FROM number WHERE n + 1 < %d) "
            .formatted(first, end)
        + "INSERT INTO voucher (%s) SELECT %s FROM number, voucher v WHERE v.code = 'TEMPLATE'"
            .formatted(String.join(", ", columns), String.join(", ", values));
  }

  private static void add(List<String> columns, List<String> values, String column, String value) {
    columns.add(column);
    values.add(value);
  }
}
