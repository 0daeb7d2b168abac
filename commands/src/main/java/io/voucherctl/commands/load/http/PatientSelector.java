package io.voucherctl.commands.load.http;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Waits for channels as exactly as a plan in microseconds needs: a selector itself waits in
 * milliseconds, and a parked thread comes back some fifty microseconds late.
 */
public final class PatientSelector implements AutoCloseable {
  private static final long LATENESS_NANOS = 60_000;
  private static final long LONGEST_PARK_NANOS = 50_000;
  private static final long MILLI = 1_000_000;

  private final Selector selector;
  private final Consumer<SelectionKey> ready;

  /** What is ready is told to {@code ready}, from within {@link #await}. */
  public PatientSelector(Consumer<SelectionKey> ready) throws IOException {
    this.selector = Selector.open();
    this.ready = ready;
  }

  public Selector selector() {
    return selector;
  }

  /**
   * Returns when something was ready, and never much later than the time; possibly earlier. Long
   * waits are the selector's, the last stretch is parked, and the very last awake.
   */
  public void await(long maxNanos) throws IOException {
    if (selector.selectNow(ready) > 0 || maxNanos <= 0) {
      return;
    }
    long whole = (maxNanos - 2 * LATENESS_NANOS) / MILLI;
    if (whole > 0) {
      selector.select(ready, whole);
    } else if (maxNanos > LATENESS_NANOS) {
      LockSupport.parkNanos(Math.min(maxNanos - LATENESS_NANOS, LONGEST_PARK_NANOS));
      selector.selectNow(ready);
    } else {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
