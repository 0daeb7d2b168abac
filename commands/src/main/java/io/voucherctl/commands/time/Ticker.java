package io.voucherctl.commands.time;

/** A monotonic clock. Engines get one; only cli knows {@link System#nanoTime}. */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some moment of no meaning; never goes back. */
  long nanos();
}
