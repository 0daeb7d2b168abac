package io.voucherctl.server.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what another thread will do, with a deadline. */
final class Poll {
  private static final long DEADLINE = Duration.ofSeconds(10).toNanos();
  private static final long PAUSE = Duration.ofMillis(2).toNanos();

  private Poll() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never happened");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** The value once it has not changed for a while. */
  static long settled(LongSupplier value) {
    long[] seen = {value.getAsLong(), System.nanoTime()};
    until(() -> {
      long now = value.getAsLong();
      if (now != seen[0] || now == 0) {
        seen[0] = now;
        seen[1] = System.nanoTime();
      }
      return System.nanoTime() - seen[1] > Duration.ofMillis(150).toNanos();
    });
    return seen[0];
  }
}
