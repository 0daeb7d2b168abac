package io.voucherctl.server.gateway;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Reads the heap ten times a second on a thread of its own, event loops being busy just when it
 * matters, and lets {@link Overload} draw the consequences.
 *
 * <p>Now and then it has the heap collected, for two things that no reading tells. One is whether
 * what fills the old generation is live: the serial collector does not look before that generation
 * is full, and from then on every young collection is a full one. The other is whether the heap is
 * still full: whoever turns requests away allocates little, so nothing is collected, and it would
 * turn them away forever. A collection stops the process; so the next comes only when this one's
 * time has passed fifty times.
 */
final class HeapWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 100;
  private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long REST = 50;

  /** Lets connections in, or refuses them. */
  interface Door {
    void refuse(boolean on);
  }

  private final Overload overload;
  private final Supplier<HeapReading> heap;
  private final ToDoubleFunction<String> quotaPerSecond;
  private final Runnable collector;
  private final Door door;
  private final LongSupplier nanos;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean refusing;
  private long seen;
  private long seenAt;
  private long collectFrom;

  /**
   * @param heap for one thread
   * @param quotaPerSecond of a tenant; negative for one that is not known
   * @param collector has the heap collected
   */
  HeapWatch(
      Overload overload,
      Supplier<HeapReading> heap,
      ToDoubleFunction<String> quotaPerSecond,
      Runnable collector,
      Door door,
      LongSupplier nanos) {
    this.overload = overload;
    this.heap = heap;
    this.quotaPerSecond = quotaPerSecond;
    this.collector = collector;
    this.door = door;
    this.nanos = nanos;
    this.seenAt = nanos.getAsLong();
    this.collectFrom = seenAt + SELDOM_NANOS;
  }

  void start() {
    Thread.ofPlatform().name("heap-watch").daemon().start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One reading and what follows from it. */
  void look() {
    HeapReading reading = heap.get();
    long now = nanos.getAsLong();
    if (reading.collections() != seen) {
      seen = reading.collections();
      seenAt = now;
    }
    Level level = overload.look(reading, quotaPerSecond);
    if (refusing != (level == Level.REFUSING)) {
      refusing = !refusing;
      door.refuse(refusing);
    }
    boolean stale = level != Level.NORMAL && now - seenAt >= STALE_NANOS;
    if ((stale || overload.inDoubt(reading)) && now - collectFrom >= 0) {
      collect(now);
    }
  }

  private void collect(long start) {
    collector.run();
    long end = nanos.getAsLong();
    collectFrom = end + Math.max(SELDOM_NANOS, REST * (end - start));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
