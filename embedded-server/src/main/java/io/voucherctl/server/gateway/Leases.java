package io.voucherctl.server.gateway;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends leases on time. Looks at the wall clock every 50 ms rather than waiting for the next end:
 * wall clocks are set, and books are swapped.
 */
final class Leases implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 50;

  private final CountDownLatch closed = new CountDownLatch(1);

  private Leases() {}

  static Leases start(Standing standing) {
    Leases leases = new Leases();
    Thread.ofVirtual().name("leases").start(() -> leases.run(standing));
    return leases;
  }

  private void run(Standing standing) {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        standing.endLeases();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
