package io.voucherctl.commands.latency;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One stream of durations in nanoseconds. Any thread records, one thread at a time reads. Memory is
 * constant, and taken only when the first value comes.
 */
public final class LatencySeries {
  /** Below a microsecond no figure is shown, so none is told apart. */
  static final long LOWEST_NANOS = 1_000;

  /** Five minutes; what takes longer is recorded as this, and counted. */
  static final long HIGHEST_NANOS = 300_000_000_000L;

  static final int DIGITS = 3;

  private final AtomicReference<@Nullable Recorder> recorder = new AtomicReference<>();
  private final AtomicLong clamped = new AtomicLong();
  private @Nullable Histogram interval;
  private @Nullable Histogram total;

  public void record(long nanos) {
    if (nanos > HIGHEST_NANOS) {
      clamped.incrementAndGet();
    }
    open().recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
  }

  /** How many values were longer than the histogram is. */
  public long clamped() {
    return clamped.get();
  }

  /**
   * What came since the last call, and adds it to the total. The histogram is recycled by the next
   * call; null as long as nothing was ever recorded.
   */
  synchronized @Nullable Histogram closeInterval() {
    Recorder open = recorder.get();
    if (open == null) {
      return null;
    }
    Histogram closed = open.getIntervalHistogram(interval);
    interval = closed;
    Histogram sum = total == null ? LatencyFigures.histogram() : total;
    sum.add(closed);
    total = sum;
    return closed;
  }

  /** Adds everything recorded up to now to {@code sum}. */
  public synchronized void addTotalTo(Histogram sum) {
    closeInterval();
    if (total != null) {
      sum.add(total);
    }
  }

  public LatencyFigures figures() {
    Histogram sum = LatencyFigures.histogram();
    addTotalTo(sum);
    return LatencyFigures.of(sum);
  }

  private Recorder open() {
    Recorder open = recorder.get();
    if (open != null) {
      return open;
    }
    Recorder created = new Recorder(LOWEST_NANOS, HIGHEST_NANOS, DIGITS);
    Recorder witness = recorder.compareAndExchange(null, created);
    return witness == null ? created : witness;
  }
}
