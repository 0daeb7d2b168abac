package io.voucherctl.server.cluster.kubelet;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for other processes and threads, with a deadline. */
final class Eventually {
  private Eventually() {}

  static void holds(Duration within, BooleanSupplier condition) {
    long deadline = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within " + within);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
