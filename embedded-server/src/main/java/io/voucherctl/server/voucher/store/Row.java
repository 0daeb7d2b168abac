package io.voucherctl.server.voucher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row, read column by column from the left: each call takes the next column. */
final class Row {
  private final ResultSet rows;
  private int column;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  String text() throws SQLException {
    String value = textOrNull();
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  @Nullable String textOrNull() throws SQLException {
    return rows.getString(++column);
  }

  long number() throws SQLException {
    return rows.getLong(++column);
  }

  @Nullable Long numberOrNull() throws SQLException {
    long value = rows.getLong(++column);
    return value == 0 && rows.wasNull() ? null : Long.valueOf(value);
  }

  boolean flag() throws SQLException {
    return number() != 0;
  }

  Instant instant() throws SQLException {
    return Instant.ofEpochMilli(number());
  }

  @Nullable Instant instantOrNull() throws SQLException {
    Long millis = numberOrNull();
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
