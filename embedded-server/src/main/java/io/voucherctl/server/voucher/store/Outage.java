package io.voucherctl.server.voucher.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database is away. Meanwhile nobody waits for it: who wants a connection is
 * refused at once, and one thread tries to get one, with a growing pause, until it does. Safe for
 * any number of threads.
 */
final class Outage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean away;
  private final AtomicInteger count = new AtomicInteger();
  private @Nullable Thread waiting;
  private boolean closed;

  Outage(Database database) {
    this.database = database;
  }

  boolean isNow() {
    return away;
  }

  /** How many there were; a connection from before the last one is not to be trusted. */
  int count() {
    return count.get();
  }

  /** Refuses while the database is away. */
  void check() {
    if (away) {
      throw new StoreUnavailable("the database is away", null);
    }
  }

  void begin(SQLException cause) {
    lock.lock();
    try {
      if (away || closed) {
        return;
      }
      away = true;
      count.incrementAndGet();
      LOG.error("the database is away: {}", cause.getMessage());
      waiting = Thread.ofPlatform().name("voucher-outage").daemon().start(this::waitForItsEnd);
    } finally {
      lock.unlock();
    }
  }

  private void waitForItsEnd() {
    try {
      long pause = FIRST_PAUSE_MILLIS;
      do {
        Thread.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      } while (!answers());
      LOG.warn("the database is back");
      away = false;
    } catch (InterruptedException e) {
      LOG.debug("the store closed while the database was away", e);
    }
  }

  private boolean answers() {
    try {
      database.connect().close();
      return true;
    } catch (SQLException e) {
      LOG.debug("the database is still away", e);
      return false;
    }
  }

  /** Waits for its end no longer. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (waiting != null) {
        waiting.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
