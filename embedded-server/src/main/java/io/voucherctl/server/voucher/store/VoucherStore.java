package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.store.Connections.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of all tenants. Reads go to a few connections of their own and never wait for a write;
 * in memory there is one connection, and reads and batches of writes take turns on it. While the
 * database is away everything is refused at once; it comes back by itself. Safe for any number of
 * threads.
 */
public final class VoucherStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VoucherStore.class);

  private final Database database;
  private final Outage outage;
  private final Connections readers;
  private final Connections writers;
  private final Writer writer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VoucherStore(Database database, Outage outage, Connections readers, Connections writers) {
    this.database = database;
    this.outage = outage;
    this.readers = readers;
    this.writers = writers;
    this.writer = new Writer(database, writers, outage);
  }

  /**
   * Opens the store and brings its schema up to date.
   *
   * @throws IOException when the database cannot be had, is none, or a newer program made it
   */
  public static VoucherStore open(StoreAddress address) throws IOException {
    Database database = databaseAt(address);
    try {
      database.prepare();
      VoucherStore store = migrated(database);
      store.writer.start();
      return store;
    } catch (SQLException e) {
      throw new IOException(
          "cannot open the voucher store at " + database.name() + ": " + oneLine(e), e);
    }
  }

  private static Database databaseAt(StoreAddress address) {
    return switch (address) {
      case StoreAddress.Memory() -> new SqliteDatabase(Optional.empty());
      case StoreAddress.Directory(Path path) -> new SqliteDatabase(Optional.of(path));
      case StoreAddress.Postgres postgres -> new PostgresDatabase(postgres);
    };
  }

  private static VoucherStore migrated(Database database) throws SQLException {
    Outage outage = new Outage(database);
    Connection first = database.connect();
    try {
      Migration.run(database.migrating(first), database.columns());
    } catch (SQLException e) {
      first.close();
      throw e;
    }
    Connections writers = Connections.startingWith(first, database, outage);
    Connections readers =
        database.shared() ? new Connections(database, outage, database.readers()) : writers;
    return new VoucherStore(database, outage, readers, writers);
  }

  private static String oneLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /**
   * Runs reads; what they see is committed. They can run twice, on another connection when the
   * first one turns out to be broken.
   *
   * @throws StoreUnavailable when they could not be made
   */
  public <T> T read(Work<T> work) {
    if (!writer.open()) {
      throw new StoreUnavailable("the store is closed", null);
    }
    try {
      for (boolean again = true; ; again = false) {
        Lease lease = readers.take();
        try {
          return readOn(lease, work);
        } catch (SQLException e) {
          if (!readers.giveBack(lease, e) || !again) {
            LOG.error("a read failed", e);
            throw new StoreUnavailable("a read failed", e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted before the read", e);
    }
  }

  /** Gives the connection back, unless the database failed. */
  private <T> T readOn(Lease lease, Work<T> work) throws SQLException {
    boolean failed = false;
    try {
      return work.run(lease.sql());
    } catch (SQLException e) {
      failed = true;
      throw e;
    } finally {
      if (!failed) {
        readers.giveBack(lease);
      }
    }
  }

  /**
   * Runs one unit of writes to rows of {@code tenant}; returns once it is on disk. What it throws
   * undoes it. Nobody else writes rows of this tenant meanwhile.
   *
   * @throws StoreUnavailable when it was not written, or the connection broke before the database
   *     said that it was
   */
  public <T> T write(String tenant, Work<T> work) {
    return writer.write(tenant, work);
  }

  /**
   * Whether the writer runs; once it has stopped only a new start helps. It runs while the database
   * is away.
   */
  public boolean alive() {
    return writer.open();
  }

  /** Whether the store answers. */
  public boolean ready() {
    try {
      return read(sql -> {
        database.verify();
        return sql.one("SELECT 1", Row::number) != null;
      });
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  /** Finishes the writes that are queued, waits for the reads under way, closes the database. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    writer.close();
    outage.close();
    readers.close();
    if (writers != readers) {
      writers.close();
    }
  }
}
