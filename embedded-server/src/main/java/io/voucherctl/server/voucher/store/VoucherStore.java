package io.voucherctl.server.voucher.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of all tenants. Reads go to a few connections of their own and never wait for a write;
 * in memory there is one connection, and reads and batches of writes take turns on it. Safe for any
 * number of threads.
 */
public final class VoucherStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VoucherStore.class);
  private static final long READ_WAIT_SECONDS = 5;

  private final BlockingQueue<Sql> readers;
  private final List<Sql> all;
  private final Writer writer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VoucherStore(List<Sql> all, BlockingQueue<Sql> readers, Writer writer) {
    this.all = all;
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Opens the store and brings its schema up to date.
   *
   * @throws IOException when the database cannot be had, is none, or a newer program made it
   */
  public static VoucherStore open(StoreAddress address) throws IOException {
    Database database = databaseAt(address);
    List<Sql> opened = new ArrayList<>();
    try {
      database.prepare();
      Connection writer = database.connect();
      opened.add(new Sql(writer));
      Migration.run(database, writer);
      if (database.shared()) {
        for (int i = 0; i < readers(); i++) {
          opened.add(new Sql(database.connect()));
        }
      }
    } catch (SQLException e) {
      closeAll(opened);
      throw new IOException("cannot open the voucher store: " + e.getMessage(), e);
    }
    return started(database, opened);
  }

  private static Database databaseAt(StoreAddress address) {
    return switch (address) {
      case StoreAddress.Memory() -> new SqliteDatabase(Optional.empty());
      case StoreAddress.Directory(Path path) -> new SqliteDatabase(Optional.of(path));
      case StoreAddress.Postgres postgres ->
          throw new UnsupportedOperationException(postgres.toString());
    };
  }

  /** A read holds its carrier thread while it is in the database, so more would only wait. */
  private static int readers() {
    return Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  private static VoucherStore started(Database database, List<Sql> opened) {
    boolean shared = database.shared();
    List<Sql> reading = shared ? opened.subList(1, opened.size()) : opened;
    BlockingQueue<Sql> readers = new ArrayBlockingQueue<>(reading.size(), true, reading);
    Writer writer = new Writer(database, shared ? new Own(opened.getFirst()) : new Shared(readers));
    writer.start();
    return new VoucherStore(opened, readers, writer);
  }

  /** Runs reads; what they see is committed. */
  public <T> T read(Work<T> work) {
    if (!writer.open()) {
      throw new StoreUnavailable("the store is closed", null);
    }
    try {
      Sql sql = readers.poll(READ_WAIT_SECONDS, TimeUnit.SECONDS);
      if (sql == null) {
        throw new StoreUnavailable("too many reads are waiting", null);
      }
      try {
        return work.run(sql);
      } finally {
        readers.add(sql);
      }
    } catch (SQLException e) {
      LOG.error("a read failed", e);
      throw new StoreUnavailable("a read failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted before the read", e);
    }
  }

  /**
   * Runs one unit of writes to rows of {@code tenant}; returns once it is on disk. What it throws
   * undoes it. Nobody else writes rows of this tenant meanwhile.
   */
  public <T> T write(String tenant, Work<T> work) {
    return writer.write(tenant, work);
  }

  /** Whether the writer runs; once it has stopped only a new start helps. */
  public boolean alive() {
    return writer.open();
  }

  /** Whether the store answers. */
  public boolean ready() {
    try {
      return read(sql -> sql.one("SELECT 1", Row::number) != null);
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
    try {
      for (int i = all.size() > 1 ? 1 : 0; i < all.size(); i++) {
        readers.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll(all);
  }

  private static void closeAll(List<Sql> connections) {
    for (Sql sql : connections.reversed()) {
      try {
        sql.close();
      } catch (SQLException e) {
        throw new StoreUnavailable("the database did not close", e);
      }
    }
  }

  /** A connection that only the writer has. */
  private record Own(Sql sql) implements Writer.Lease {
    @Override
    public Sql take() {
      return sql;
    }

    @Override
    public void giveBack(Sql back) {}
  }

  /** The one connection of a database in memory. */
  private record Shared(BlockingQueue<Sql> connections) implements Writer.Lease {
    @Override
    public Sql take() throws InterruptedException {
      return connections.take();
    }

    @Override
    public void giveBack(Sql back) {
      connections.add(back);
    }
  }
}
