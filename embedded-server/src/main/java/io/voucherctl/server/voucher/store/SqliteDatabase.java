package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteErrorCode;

/** SQLite, in a file with a write-ahead log, or in memory. */
final class SqliteDatabase implements Database {
  static final String FILE = "vouchers.db";
  private static final int BUSY_MILLIS = 2_000;
  private static final int CACHE_KIBIBYTES = 8_192;

  /** 16 MiB of log: busy pages are copied to the database once for many commits. */
  private static final int CHECKPOINT_PAGES = 4_000;

  private static final int PRIMARY_CODE = 0xff;

  private final Optional<Path> file;
  private volatile @Nullable Object identity;

  SqliteDatabase(Optional<Path> directory) {
    this.file = directory.map(path -> path.resolve(FILE));
  }

  @Override
  public String name() {
    return file.map(Path::toString).orElse("the database in memory");
  }

  @Override
  public boolean shared() {
    return file.isPresent();
  }

  /** A read holds its carrier thread while it is in the database, so more would only wait. */
  @Override
  public int readers() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void prepare() throws IOException {
    if (file.isPresent()) {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
    }
  }

  @Override
  public Connection connect() throws SQLException {
    if (identity != null) {
      verify();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(shared() ? JournalMode.WAL : JournalMode.MEMORY);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setGetGeneratedKeys(false);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    // Else every savepoint copies the pages it touches to a temporary file first.
    config.setTempStore(TempStore.MEMORY);
    Connection opened =
        config.createConnection("jdbc:sqlite:" + file.map(Path::toString).orElse(":memory:"));
    if (identity == null) {
      identity = foundIdentity();
    }
    return opened;
  }

  @Override
  public DataSource migrating(Connection first) {
    return ConnectionSource.lending(first);
  }

  @Override
  public boolean joinsStatements() {
    return false;
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
    verify();
    sql.run("BEGIN IMMEDIATE");
  }

  /**
   * A file that was deleted, or replaced by another, still takes writes, which nobody would ever
   * see again. A database that was put in its place is opened by a new start, which migrates it.
   */
  @Override
  public void verify() throws SQLException {
    if (file.isPresent() && !Objects.equals(identity, foundIdentity())) {
      throw new SQLException(
          name() + " is not the file that was opened", null, SQLiteErrorCode.SQLITE_CANTOPEN.code);
    }
  }

  private @Nullable Object foundIdentity() throws SQLException {
    if (file.isEmpty()) {
      return null;
    }
    try {
      return Files.readAttributes(file.get(), BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      throw new SQLException(name() + " is gone", null, SQLiteErrorCode.SQLITE_CANTOPEN.code, e);
    }
  }

  @Override
  public Harm harm(SQLException failure) {
    if (!shared()) {
      return Harm.STATEMENT;
    }
    return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE)) {
      case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_READONLY ->
          Harm.DATABASE;
      default -> Harm.STATEMENT;
    };
  }
}
