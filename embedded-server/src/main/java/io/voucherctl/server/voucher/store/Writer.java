package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.store.Connections.Lease;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer, with group commit: whatever is queued goes into one transaction, each unit
 * behind a savepoint of its own, and callers are answered once the transaction is on disk. A
 * transaction whose end is unknown, because the connection broke, is not tried again. Safe for any
 * number of callers; they block, so they had better be virtual threads.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int BATCH = 256;

  private final Database database;
  private final Connections connections;
  private final Outage outage;
  private final WriteQueue queue = new WriteQueue();
  private final Thread thread;

  Writer(Database database, Connections connections, Outage outage) {
    this.database = database;
    this.connections = connections;
    this.outage = outage;
    this.thread = Thread.ofPlatform().name("voucher-writer").daemon().unstarted(this::drain);
  }

  void start() {
    thread.start();
  }

  /** Whether it runs. */
  boolean open() {
    return thread.isAlive();
  }

  /**
   * Runs a unit, which writes rows of {@code tenant} only, and returns once it is on disk. Rethrows
   * what the unit threw, which undid it.
   *
   * @throws StoreUnavailable when it could not be written, or may not have been
   */
  <T> T write(String tenant, Work<T> work) {
    outage.check();
    WriteUnit<T> unit = new WriteUnit<>(tenant, work);
    queue.add(unit);
    return unit.outcome();
  }

  private void drain() {
    List<WriteUnit<?>> batch = List.of();
    try {
      for (batch = queue.take(BATCH); !batch.isEmpty(); batch = queue.take(BATCH)) {
        writeAll(batch);
      }
    } catch (InterruptedException e) {
      LOG.warn("the store's writer was interrupted");
    } finally {
      queue.close();
      abandon(batch);
    }
  }

  private void abandon(List<WriteUnit<?>> batch) {
    StoreUnavailable closed = new StoreUnavailable("the store closed first", null);
    batch.forEach(unit -> unit.fail(closed));
    queue.rest().forEach(unit -> unit.fail(closed));
  }

  private void writeAll(List<WriteUnit<?>> batch) throws InterruptedException {
    try {
      Lease lease = begun(batch);
      transact(lease, batch);
    } catch (StoreUnavailable e) {
      batch.forEach(unit -> unit.fail(e));
      return;
    }
    batch.forEach(WriteUnit::complete);
  }

  /**
   * A connection in a new transaction. While nothing came after its beginning it can be tried on
   * another connection: a server that was started anew broke all of them.
   */
  private Lease begun(List<WriteUnit<?>> batch) throws InterruptedException {
    SortedSet<String> tenants = new TreeSet<>();
    batch.forEach(unit -> tenants.add(unit.tenant()));
    for (boolean again = true; ; again = false) {
      Lease lease = connections.take();
      try {
        database.begin(lease.sql(), tenants);
        return lease;
      } catch (SQLException e) {
        if (!undo(lease, e) || !again) {
          throw lost(batch, e);
        }
      }
    }
  }

  private void transact(Lease lease, List<WriteUnit<?>> batch) {
    Sql sql = lease.sql();
    try {
      sql.run(WriteUnit.SAVEPOINT);
      for (int i = 0; i < batch.size(); i++) {
        WriteUnit<?> unit = batch.get(i);
        unit.run(sql);
        unit.end(sql, i == batch.size() - 1 ? "COMMIT" : WriteUnit.SAVEPOINT);
      }
    } catch (SQLException e) {
      undo(lease, e);
      throw lost(batch, e);
    } catch (RuntimeException | Error e) {
      connections.discard(lease);
      throw e;
    }
    connections.giveBack(lease);
  }

  /**
   * Ends the transaction and gives the connection back; whether the connection was broken. What
   * happens to the end of it counts when it is worse: a connection that is closed after a failure
   * says less than that failure.
   */
  private boolean undo(Lease lease, SQLException failure) {
    SQLException worst = failure;
    try {
      lease.sql().rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
      if (database.harm(e).compareTo(database.harm(failure)) > 0) {
        worst = e;
      }
    }
    return connections.giveBack(lease, worst);
  }

  private static StoreUnavailable lost(List<WriteUnit<?>> batch, SQLException failure) {
    LOG.error("a batch of {} writes failed", batch.size(), failure);
    return new StoreUnavailable("the write was lost", failure);
  }

  /** Takes no more, writes what is queued, and waits for it. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
