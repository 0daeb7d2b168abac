package io.voucherctl.server.voucher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections, lent to one thread at a time each, opened when first needed and anew when they
 * broke. Safe for any number of threads.
 */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long WAIT_SECONDS = 5;

  private final Database database;
  private final Outage outage;
  private final int most;
  private final Semaphore free;
  private final Deque<Lease> idle = new ConcurrentLinkedDeque<>();

  /**
   * A connection that is lent.
   *
   * @param outages how many there had been when it was opened
   */
  record Lease(Sql sql, int outages) {}

  Connections(Database database, Outage outage, int most) {
    this.database = database;
    this.outage = outage;
    this.most = most;
    this.free = new Semaphore(most, true);
  }

  /** A single connection, which is open already. */
  static Connections startingWith(Connection first, Database database, Outage outage) {
    Connections one = new Connections(database, outage, 1);
    one.idle.add(one.lease(first, outage.count()));
    return one;
  }

  /**
   * A connection, which must be given back.
   *
   * @throws StoreUnavailable when the database is away, or none is free for long
   */
  Lease take() throws InterruptedException {
    outage.check();
    if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
      throw new StoreUnavailable("too many are waiting for a connection", null);
    }
    try {
      outage.check();
      return newestOrOpened();
    } catch (RuntimeException | Error e) {
      free.release();
      throw e;
    }
  }

  private Lease newestOrOpened() {
    Lease lease = idle.pollFirst();
    while (lease != null && lease.outages != outage.count()) {
      close(lease);
      lease = idle.pollFirst();
    }
    return lease == null ? opened() : lease;
  }

  private Lease opened() {
    int outages = outage.count();
    try {
      return lease(database.connect(), outages);
    } catch (SQLException e) {
      outage.begin(e);
      throw new StoreUnavailable("no connection to the database", e);
    }
  }

  private Lease lease(Connection connection, int outages) {
    return new Lease(new Sql(connection, database.joinsStatements()), outages);
  }

  void giveBack(Lease lease) {
    idle.addFirst(lease);
    free.release();
  }

  /** Takes a connection back on which something failed; whether it can be used no more. */
  boolean giveBack(Lease lease, SQLException failure) {
    return switch (database.harm(failure)) {
      case STATEMENT -> {
        giveBack(lease);
        yield false;
      }
      case CONNECTION -> {
        discard(lease);
        yield true;
      }
      case DATABASE -> {
        outage.begin(failure);
        discard(lease);
        yield true;
      }
    };
  }

  /** Takes a connection back that is in an unknown state. */
  void discard(Lease lease) {
    close(lease);
    free.release();
  }

  private static void close(Lease lease) {
    try {
      lease.sql.close();
    } catch (SQLException e) {
      LOG.debug("a broken connection did not close", e);
    }
  }

  /** Waits for what is lent, and lends no more. */
  @Override
  public void close() {
    free.acquireUninterruptibly(most);
    idle.forEach(Connections::close);
    idle.clear();
  }
}
