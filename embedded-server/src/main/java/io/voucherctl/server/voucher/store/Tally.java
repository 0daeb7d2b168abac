package io.voucherctl.server.voucher.store;

import java.sql.SQLException;

/** How many rows of one table each tenant has; every insert and delete keeps it true. */
enum Tally {
  VOUCHER("voucher"),
  CAMPAIGN("campaign"),
  CUSTOMER("customer"),
  ORDER("orders"),
  REDEMPTION("redemption"),
  PUBLICATION("publication"),
  ASYNC_ACTION("async_action");

  private static final String ADD =
      "INSERT INTO tally (tenant, kind, n) VALUES (?, ?, ?)"
          + " ON CONFLICT (tenant, kind) DO UPDATE SET n = tally.n + excluded.n";
  private static final String READ = "SELECT n FROM tally WHERE tenant = ? AND kind = ?";

  private final String table;

  Tally(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }

  /** Counts rows in, or out when {@code more} is negative. */
  void add(Sql sql, String tenant, long more) throws SQLException {
    sql.run(ADD, tenant, table, more);
  }

  long of(Sql sql, String tenant) throws SQLException {
    Long n = sql.one(READ, Row::number, tenant, table);
    return n == null ? 0 : n;
  }
}
