package io.voucherctl.commands.load.proof;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code Waiter RATE SECONDS} waits for one moment after the other and does nothing else: how late
 * it notices them is the machine's own lateness, which no generator can be below. Prints p50, p99
 * and p99.9 in whole microseconds.
 */
public final class Waiter {
  private static final long LATENESS_NANOS = 60_000;
  private static final long LONGEST_PARK_NANOS = 50_000;

  private Waiter() {}

  public static void main(String[] arguments) {
    long interval = 1_000_000_000L / Long.parseLong(arguments[0]);
    int count = Math.toIntExact(Long.parseLong(arguments[1]) * 1_000_000_000L / interval);
    long[] late = new long[count];
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * interval;
      long now = System.nanoTime();
      while (now < due) {
        if (due - now > LATENESS_NANOS) {
          LockSupport.parkNanos(Math.min(due - now - LATENESS_NANOS, LONGEST_PARK_NANOS));
        }
        now = System.nanoTime();
      }
      late[i] = now - due;
    }
    Arrays.sort(late);
    System.out.println(at(late, 0.5) + " " + at(late, 0.99) + " " + at(late, 0.999));
  }

  private static long at(long[] sorted, double part) {
    return sorted[(int) (part * (sorted.length - 1))] / 1_000;
  }
}
