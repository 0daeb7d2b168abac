package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single writer, with group commit: whatever is queued goes into one transaction, each unit
 * behind a savepoint of its own, and callers are answered once the transaction is on disk. Safe for
 * any number of callers; they block, so they had better be virtual threads.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE = 1_024;
  private static final int BATCH = 256;

  /** Where the connection to write with comes from, for one batch. */
  interface Lease {
    Sql take() throws InterruptedException;

    void giveBack(Sql sql);
  }

  private final Database database;
  private final Lease lease;
  private final BlockingQueue<Unit<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final ReentrantLock gate = new ReentrantLock();
  private final Thread thread;
  private boolean closed;

  Writer(Database database, Lease lease) {
    this.database = database;
    this.lease = lease;
    this.thread = Thread.ofPlatform().name("voucher-writer").daemon().unstarted(this::drain);
  }

  void start() {
    thread.start();
  }

  /** Whether units are still taken. */
  boolean open() {
    return thread.isAlive();
  }

  /**
   * Runs a unit, which writes rows of {@code tenant} only, and returns once it is on disk. Rethrows
   * what the unit threw, which undid it.
   *
   * @throws StoreUnavailable when it could not be written
   */
  <T> T write(String tenant, Work<T> work) {
    Unit<T> unit = new Unit<>(tenant, work);
    enqueue(unit);
    return unit.outcome();
  }

  private void enqueue(Unit<?> unit) {
    gate.lock();
    try {
      if (closed || !thread.isAlive()) {
        throw new StoreUnavailable("the store is closed", null);
      }
      if (!queue.offer(unit)) {
        throw new StoreUnavailable("too many writes are waiting", null);
      }
    } finally {
      gate.unlock();
    }
  }

  private void drain() {
    List<Unit<?>> batch = new ArrayList<>(BATCH);
    try {
      do {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        writeAll(batch);
      } while (!batch.getLast().isLast());
    } catch (InterruptedException e) {
      LOG.warn("the store's writer was interrupted");
    } finally {
      shut();
      batch.forEach(Unit::abandon);
      queue.forEach(Unit::abandon);
    }
  }

  /** Takes no more units; whether it still did. */
  private boolean shut() {
    gate.lock();
    try {
      boolean was = !closed;
      closed = true;
      return was;
    } finally {
      gate.unlock();
    }
  }

  private void writeAll(List<Unit<?>> batch) throws InterruptedException {
    Sql sql = lease.take();
    try {
      database.begin(sql, tenants(batch));
      transact(sql, batch);
    } catch (SQLException e) {
      LOG.error("a batch of {} writes failed", batch.size(), e);
      batch.forEach(unit -> unit.fail(e));
      return;
    } finally {
      lease.giveBack(sql);
    }
    batch.forEach(Unit::complete);
  }

  private static SortedSet<String> tenants(List<Unit<?>> batch) {
    SortedSet<String> tenants = new TreeSet<>();
    batch.forEach(unit -> tenants.add(unit.tenant));
    return tenants;
  }

  private static void transact(Sql sql, List<Unit<?>> batch) throws SQLException {
    try {
      for (Unit<?> unit : batch) {
        unit.run(sql);
      }
      sql.commit();
    } catch (SQLException e) {
      try {
        sql.rollback();
      } catch (SQLException alreadyRolledBack) {
        e.addSuppressed(alreadyRolledBack);
      }
      throw e;
    }
  }

  /** Takes no more, writes what is queued, and waits for it. */
  @Override
  public void close() {
    boolean first = shut();
    try {
      if (first) {
        queue.put(Unit.last());
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One caller's work and the answer it waits for. */
  private static final class Unit<T> {
    private final String tenant;
    private final @Nullable Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException thrown;

    Unit(String tenant, @Nullable Work<T> work) {
      this.tenant = tenant;
      this.work = work;
    }

    static Unit<Void> last() {
      return new Unit<>("", null);
    }

    boolean isLast() {
      return work == null;
    }

    /** Throws only when the whole transaction is lost. */
    void run(Sql sql) throws SQLException {
      if (work == null) {
        return;
      }
      sql.run("SAVEPOINT unit");
      try {
        result = work.run(sql);
      } catch (SQLException e) {
        LOG.error("a write failed", e);
        thrown = new StoreUnavailable("a write failed", e);
        sql.run("ROLLBACK TO SAVEPOINT unit");
      } catch (RuntimeException e) {
        thrown = e;
        sql.run("ROLLBACK TO SAVEPOINT unit");
      }
      sql.run("RELEASE SAVEPOINT unit");
    }

    void complete() {
      if (thrown == null) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(thrown);
      }
    }

    void fail(Throwable cause) {
      answer.completeExceptionally(new StoreUnavailable("the write was lost", cause));
    }

    void abandon() {
      answer.completeExceptionally(new StoreUnavailable("the store closed first", null));
    }

    T outcome() {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }
}
