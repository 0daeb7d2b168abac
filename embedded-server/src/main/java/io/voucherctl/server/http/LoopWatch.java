package io.voucherctl.server.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One coarse timer per event loop instead of one per connection: a deadline costs a field, nothing
 * is scheduled or cancelled per request, and a loop that stalled does not fire them all at once.
 * All methods but {@link #start}, {@link #endKeepAlive} and {@link #drain} belong to the loop's
 * thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the timer ends with its loop
final class LoopWatch {
  static final long TICK_MILLIS = 50;

  /**
   * Ticks without a request after which a draining server closes a connection. One that is in use
   * gets there never, also on a machine that stalls: its next request is answered and told that the
   * connection ends.
   */
  static final long QUIET = 500 / TICK_MILLIS;

  /** Ticks after which a connection without a request may be ended for a new one. */
  private static final long SPARE = 1000 / TICK_MILLIS;

  /** One in so many is ended at a time: looking for them costs a walk over all. */
  private static final int SPARED_SHARE = 16;

  private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);

  private final EventLoop loop;
  private final Transport transport;
  private final LentBuffer reading = new LentBuffer();
  private final LentBuffer writing = new LentBuffer();
  private final Set<Watched> watched = new LinkedHashSet<>();
  private long now;
  private long madeRoomAt = -1;
  private boolean ending;
  private boolean draining;

  LoopWatch(EventLoop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  void start() {
    loop.terminationFuture().addListener(_ -> release());
    loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void release() {
    reading.release();
    writing.release();
  }

  void endKeepAlive() {
    loop.execute(() -> ending = true);
  }

  void drain() {
    loop.execute(() -> {
      ending = true;
      draining = true;
    });
  }

  EventLoop loop() {
    return loop;
  }

  /** What the loop's channels are made of. */
  Transport transport() {
    return transport;
  }

  /** What the loop's channels read to, as long as that is not much. */
  LentBuffer reading() {
    return reading;
  }

  /** What is put together in for the loop's channels to write. */
  LentBuffer writing() {
    return writing;
  }

  long now() {
    return now;
  }

  boolean draining() {
    return draining;
  }

  /** Whether answers say that their connection ends. */
  boolean ending() {
    return ending;
  }

  /** Ends some of those that have been of no use for longest; once per tick at most. */
  void makeRoom() {
    if (madeRoomAt == now) {
      return;
    }
    madeRoomAt = now;
    List<Watched> spare =
        watched.stream()
            .filter(one -> one.spareSince() <= now - SPARE)
            .sorted(Comparator.comparingLong(Watched::spareSince))
            .limit(1 + watched.size() / SPARED_SHARE)
            .toList();
    spare.forEach(Watched::spare);
  }

  void add(Watched one) {
    watched.add(one);
  }

  void remove(Watched one) {
    watched.remove(one);
  }

  /** Ticks that certainly cover a duration. */
  static long ticks(Duration duration) {
    return duration.toMillis() / TICK_MILLIS + 1;
  }

  private void tick() {
    now++;
    for (Watched one : watched.toArray(Watched[]::new)) {
      tick(one);
    }
  }

  private void tick(Watched one) {
    try {
      one.tick(now, draining);
    } catch (RuntimeException e) { // the deadlines of all the others must stand
      LOG.error("a deadline could not be kept", e);
    }
  }
}
