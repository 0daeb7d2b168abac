package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where tests keep their stores: SQLite, or with {@code -Dstore=postgres} PostgreSQL. The build
 * runs the tests of the voucher room on both.
 */
public final class TestStores {
  private static final Map<Path, StoreAddress> BY_DIRECTORY = new ConcurrentHashMap<>();

  private TestStores() {}

  private static final class Shared {
    private static final VoucherStore STORE = opened();

    private static VoucherStore opened() {
      try {
        return VoucherStore.open(TestPostgres.empty());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static boolean arePostgres() {
    return System.getProperty("store", "").equals("postgres");
  }

  /** Open until the process ends. */
  public static VoucherStore sharedPostgres() {
    return Shared.STORE;
  }

  /** The same one for the same directory. */
  public static StoreAddress of(Path directory) {
    return arePostgres()
        ? BY_DIRECTORY.computeIfAbsent(directory, _ -> TestPostgres.empty())
        : new StoreAddress.Directory(directory);
  }

  /** Past the store, to look at its rows. */
  public static Connection connect(Path directory) throws SQLException {
    return switch (of(directory)) {
      case StoreAddress.Postgres(String url, String user, _) ->
          DriverManager.getConnection(url, user, null);
      case StoreAddress.Directory(Path path) ->
          DriverManager.getConnection("jdbc:sqlite:" + path.resolve(SqliteDatabase.FILE));
      case StoreAddress.Memory() -> throw new IllegalStateException("nobody else sees it");
    };
  }
}
