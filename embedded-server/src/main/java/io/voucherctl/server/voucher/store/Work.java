package io.voucherctl.server.voucher.store;

import java.sql.SQLException;

/** Reads, or one unit of writes: what it throws undoes the unit and reaches the caller. */
@FunctionalInterface
public interface Work<T> {
  T run(Sql sql) throws SQLException;
}
