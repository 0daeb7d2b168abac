package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedSet;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** SQLite, in a file with a write-ahead log, or in memory. */
final class SqliteDatabase implements Database {
  static final String FILE = "vouchers.db";
  private static final int BUSY_MILLIS = 5_000;
  private static final int CACHE_KIBIBYTES = 4_096;

  private final Optional<Path> directory;

  SqliteDatabase(Optional<Path> directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return directory.map(d -> d.resolve(FILE).toString()).orElse("the database in memory");
  }

  @Override
  public boolean shared() {
    return directory.isPresent();
  }

  @Override
  public void prepare() throws IOException {
    if (directory.isPresent()) {
      Files.createDirectories(directory.get());
    }
  }

  @Override
  public Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(shared() ? JournalMode.WAL : JournalMode.MEMORY);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setGetGeneratedKeys(false);
    return config.createConnection(
        "jdbc:sqlite:" + directory.map(d -> d.resolve(FILE).toString()).orElse(":memory:"));
  }

  @Override
  public Columns columns() {
    return new Columns("INTEGER PRIMARY KEY", "TEXT");
  }

  /**
   * There is one writer at a time, of whatever tenant. Not by the driver's switch for it: that one
   * begins the next transaction as soon as one ends, and so never lets go of the lock.
   */
  @Override
  public void begin(Sql sql, SortedSet<String> tenants) throws SQLException {
    sql.run("BEGIN IMMEDIATE");
  }
}
