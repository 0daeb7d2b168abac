package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what the sending thread sees, second by second of firing. A second is handed over, in
 * order, when every request fired in it has ended; the calling thread takes it with {@link #next}
 * and gives it back with {@link #recycle}. Everything else is the sending thread's.
 */
final class RunRecord {
  /** From which moment a response time counts. */
  enum Clock {
    /** When the request was due: the only honest one. */
    INTENDED_START,
    /** When it was sent. Only there to show that the self-test notices. */
    ACTUAL_SEND
  }

  /** More complete seconds than this are not kept for a slow reader. */
  static final int MOST_WAITING = 128;

  private static final int OPERATIONS = Operation.values().length;
  private static final int OUTCOMES = Outcome.values().length;

  private final Clock clock;
  private final int keys;
  private final Histogram scheduleLag = LatencyFigures.histogram();
  private final List<Histogram> serviceTimes = new ArrayList<>();
  private final Deque<FiredSecond> open = new ArrayDeque<>();
  private final BlockingQueue<FiredSecond> complete = new LinkedBlockingQueue<>();
  private final Queue<FiredSecond> free = new ConcurrentLinkedQueue<>();
  private final AtomicLong latest = new AtomicLong();
  private long opened;
  private long lastFired = -1;
  private long clamped;
  private boolean overrun;

  RunRecord(int lanes, Clock clock) {
    this.clock = clock;
    this.keys = lanes * OPERATIONS * OUTCOMES;
    for (int i = 0; i < lanes; i++) {
      serviceTimes.add(LatencyFigures.histogram());
    }
  }

  static int key(int lane, Operation operation, Outcome outcome) {
    return (lane * OPERATIONS + operation.index()) * OUTCOMES + outcome.index();
  }

  static int lane(int key) {
    return key / OUTCOMES / OPERATIONS;
  }

  static int operation(int key) {
    return key / OUTCOMES % OPERATIONS;
  }

  static int outcome(int key) {
    return key % OUTCOMES;
  }

  /** A measured request is handed to the transport, so long after the measured time began. */
  FiredSecond fired(long nanos) {
    roll(nanos);
    lastFired = nanos;
    FiredSecond second = open.getLast();
    second.fired();
    return second;
  }

  /** A measured request was due, and there was no place for it. */
  void dropped(int lane, Operation operation, long dueNanos) {
    roll(dueNanos);
    long second = dueNanos / FiredSecond.NANOS;
    // Seconds stay open until nothing due in them is left, so it is one of the last.
    for (var from = open.descendingIterator(); from.hasNext(); ) {
      FiredSecond one = from.next();
      if (one.fromNanos() / FiredSecond.NANOS <= second) {
        one.dropped(key(lane, operation, Outcome.DROPPED));
        return;
      }
    }
    throw new IllegalStateException("second " + second + " was handed over too early");
  }

  /**
   * A measured request has ended. Times are readings of one clock.
   *
   * @param sent {@link Long#MIN_VALUE} when it never was
   */
  void ended(
      FiredSecond second,
      int lane,
      Operation operation,
      Outcome outcome,
      long intended,
      long sent,
      long now) {
    boolean wasSent = sent != Long.MIN_VALUE;
    long start = clock == Clock.ACTUAL_SEND && wasSent ? sent : intended;
    second.ended(key(lane, operation, outcome), fit(now - start));
    if (wasSent && outcome.hasLatency()) {
      serviceTimes.get(lane).recordValue(fit(now - sent));
    }
  }

  void lag(long nanos) {
    scheduleLag.recordValue(Math.clamp(nanos, 0, LatencyFigures.HIGHEST_NANOS));
    if (nanos > latest.getPlain()) {
      latest.setRelease(nanos);
    }
  }

  /** How late the latest request went out since the last call. Calling thread. */
  long takeLatestLag() {
    return latest.getAndSet(0);
  }

  /** Hands over what is complete: nothing more is fired or due before {@code nanos}. */
  void passed(long nanos) {
    if (nanos >= 0) {
      roll(nanos);
    }
    while (!open.isEmpty() && open.getFirst().toNanos() <= nanos && open.getFirst().isComplete()) {
      handOver(open.removeFirst());
    }
  }

  /** The run is over, and every request has ended. */
  void finish(long measuredNanos) {
    while (!open.isEmpty()) {
      FiredSecond second = open.removeFirst();
      if (open.isEmpty()) {
        second.endAt(Math.max(measuredNanos, lastFired + 1));
      }
      handOver(second);
    }
  }

  /** True when the reader is so far behind that intervals were lost; the run must end. */
  boolean isOverrun() {
    return overrun;
  }

  /** The next complete second, or null when there is none within the time. Calling thread. */
  @Nullable FiredSecond next(long maxNanos) throws InterruptedException {
    return complete.poll(maxNanos, TimeUnit.NANOSECONDS);
  }

  /** Calling thread. */
  void recycle(FiredSecond second) {
    free.add(second);
  }

  /** Once the run is over. */
  LatencyFigures scheduleLag() {
    return LatencyFigures.of(scheduleLag);
  }

  /** Once the run is over. */
  LatencyFigures serviceTime(int lane) {
    return LatencyFigures.of(serviceTimes.get(lane));
  }

  /** How many times were longer than a histogram is. Once the run is over. */
  long clamped() {
    return clamped;
  }

  private void roll(long nanos) {
    while (opened * FiredSecond.NANOS <= nanos) {
      FiredSecond second = free.poll();
      open.addLast((second == null ? new FiredSecond(keys) : second).restart(opened++));
    }
  }

  private void handOver(FiredSecond second) {
    if (complete.size() < MOST_WAITING) {
      complete.add(second);
    } else {
      overrun = true;
    }
  }

  private long fit(long nanos) {
    if (nanos > LatencyFigures.HIGHEST_NANOS) {
      clamped++;
    }
    return Math.clamp(nanos, 0, LatencyFigures.HIGHEST_NANOS);
  }
}
