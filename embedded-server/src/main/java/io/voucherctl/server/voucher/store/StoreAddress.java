package io.voucherctl.server.voucher.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a store keeps its rows. */
public sealed interface StoreAddress {

  /** In this process, gone at its end. */
  record Memory() implements StoreAddress {}

  /** In an SQLite file in {@code path}, which is made when missing. */
  record Directory(Path path) implements StoreAddress {}

  /**
   * In a PostgreSQL database, which other processes may share.
   *
   * @param url {@code jdbc:postgresql://host:port/database}, without credentials
   * @param user null leaves it to the driver
   * @param password null leaves it to the driver, which reads {@code PGPASSFILE}
   */
  record Postgres(String url, @Nullable String user, @Nullable String password)
      implements StoreAddress {
    /** Without the password: a record's own would print it into any log. */
    @Override
    public String toString() {
      return "Postgres[" + url + "]";
    }
  }
}
