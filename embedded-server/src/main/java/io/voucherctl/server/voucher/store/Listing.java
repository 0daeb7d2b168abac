package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table, and which page of them.
 *
 * @param conditions all of them hold
 * @param sort a column or expression that is a constant of this program and has an index after the
 *     tenant; rows with equal values stay in the order of insertion
 * @param page from 1
 */
public record Listing(
    List<Condition> conditions, String sort, boolean descending, int limit, int page) {

  /** The rows of one page, and how many rows there are on all of them. */
  public record Page<T>(List<T> rows, long total) {}

  /** The same list under one more condition. */
  public Listing where(Condition condition) {
    List<Condition> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Listing(more, sort, descending, limit, page);
  }

  /** Reads the page; the total of all rows of a tenant is read from its tally, never counted. */
  <T> Page<T> read(Sql sql, String tenant, Tally tally, String columns, Row.Reader<T> reader)
      throws SQLException {
    Condition all = Condition.all(conditions);
    List<@Nullable Object> values = new ArrayList<>();
    values.add(tenant);
    values.addAll(all.values());
    long total = conditions.isEmpty() ? tally.of(sql, tenant) : count(sql, tally, values);
    values.add((long) limit);
    values.add((long) limit * (page - 1));
    return new Page<>(sql.all(select(tally.table(), columns), reader, values.toArray()), total);
  }

  private long count(Sql sql, Tally tally, List<@Nullable Object> values) throws SQLException {
    Long counted = sql.one(select(tally.table()), Row::number, values.toArray());
    return counted == null ? 0 : counted;
  }

  /** Counts the rows of all pages; takes the tenant and the values of the conditions. */
  String select(String table) {
    return "SELECT COUNT(*)" + from(table);
  }

  /** The rows of the page; takes limit and offset besides. */
  String select(String table, String columns) {
    String direction = descending ? " DESC" : "";
    return "SELECT "
        + columns
        + from(table)
        + " ORDER BY "
        + sort
        + direction
        + ", seq"
        + direction
        + " LIMIT ? OFFSET ?";
  }

  private String from(String table) {
    return " FROM " + table + " WHERE tenant = ? AND " + Condition.all(conditions).text();
  }
}
