package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerProfile;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The smallest write and the read that shows it. */
final class StoreProbe {
  private static final long PATIENCE_NANOS = 15_000_000_000L;

  private StoreProbe() {}

  static boolean insert(Sql sql, String id) throws SQLException {
    return insert(sql, "acme", id);
  }

  static boolean insert(Sql sql, String tenant, String id) throws SQLException {
    Customer customer = new Customer(id, null, CustomerProfile.UNKNOWN, "{}", Instant.EPOCH, null);
    Customers.insert(sql, tenant, customer);
    return true;
  }

  static List<String> customers(VoucherStore store) {
    return store.read(sql -> sql.all("SELECT id FROM customer", Row::text));
  }

  static void waitUntil(BooleanSupplier happened) {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("it did not happen");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
