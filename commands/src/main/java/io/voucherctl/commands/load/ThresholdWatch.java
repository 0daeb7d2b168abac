package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Holds one threshold against the intervals of a run as they come. Memory is bounded by the length
 * of its window. One thread.
 */
final class ThresholdWatch {
  private static final double NANOS_PER_MICRO = 1_000;

  private final Threshold threshold;
  private final Deque<Stretch> window = new ArrayDeque<>();
  private final Histogram merge;
  private @Nullable Histogram whole;
  private long wholePart;
  private long wholeOffered;
  private long wholeFrom = -1;
  private long wholeTo;
  private boolean windowWasFull;
  private @Nullable Seen worst;
  private @Nullable Seen firstBreach;

  /** A value, and the stretch that it is the value of. */
  private record Seen(double value, long samples, long fromNanos, long toNanos) {}

  /**
   * @param merge a histogram to work in, which other watches on the same thread may share
   */
  ThresholdWatch(Threshold threshold, Histogram merge) {
    this.threshold = threshold;
    this.merge = merge;
  }

  Threshold threshold() {
    return threshold;
  }

  /** Intervals of the warm-up are left out. */
  void add(Interval interval) {
    if (interval.fromNanos() < 0) {
      return;
    }
    Stretch stretch = Stretch.of(interval, threshold, merge);
    if (threshold.over() == null) {
      addToWhole(stretch);
    } else {
      addToWindow(stretch, threshold.over().toNanos());
    }
  }

  /** True when some window so far breaches it, or everything so far taken together. */
  boolean breached() {
    if (threshold.over() != null) {
      return firstBreach != null;
    }
    Seen seen = whole();
    return seen != null && breaches(seen);
  }

  /**
   * The verdict of what came so far.
   *
   * @param lag the generator's, of the whole run
   */
  ThresholdResult result(LatencyFigures lag) {
    Seen seen = threshold.over() == null ? whole(lag) : worst;
    if (seen == null) {
      return ThresholdResult.notJudged(threshold, whyNot());
    }
    Seen first = threshold.over() == null ? null : firstBreach;
    return new ThresholdResult(
        threshold.text(),
        breaches(seen) ? ThresholdResult.Word.BREACHED : ThresholdResult.Word.PASSED,
        seen.value(),
        threshold.limit(),
        threshold.measure().unit(),
        seen.samples(),
        seen.fromNanos() / 1e9,
        seen.toNanos() / 1e9,
        first == null ? null : first.toNanos() / 1e9,
        null);
  }

  private void addToWhole(Stretch stretch) {
    if (wholeFrom < 0) {
      wholeFrom = stretch.fromNanos();
    }
    wholeTo = stretch.toNanos();
    wholePart += stretch.part();
    wholeOffered += stretch.offered();
    if (threshold.measure() instanceof Measure.ResponseTime && stretch.part() > 0) {
      Histogram sum = whole == null ? LatencyFigures.histogram() : whole;
      stretch.addTo(sum);
      whole = sum;
    }
  }

  /** A window is the fewest of the latest intervals that last as long as it says. */
  private void addToWindow(Stretch stretch, long length) {
    window.addLast(stretch);
    while (window.size() > 1 && lengthWithoutFirst() >= length) {
      window.removeFirst();
    }
    if (window.getLast().toNanos() - window.getFirst().fromNanos() < length) {
      return;
    }
    windowWasFull = true;
    Seen seen = ofWindow();
    if (seen == null) {
      return;
    }
    if (worst == null || threshold.comparison().worse(seen.value(), worst.value())) {
      worst = seen;
    }
    if (firstBreach == null && breaches(seen)) {
      firstBreach = seen;
    }
  }

  private long lengthWithoutFirst() {
    return window.getLast().toNanos() - window.getFirst().toNanos();
  }

  private @Nullable Seen ofWindow() {
    merge.reset();
    long part = 0;
    long offered = 0;
    for (Stretch stretch : window) {
      stretch.addTo(merge);
      part += stretch.part();
      offered += stretch.offered();
    }
    return seen(merge, part, offered, window.getFirst().fromNanos(), window.getLast().toNanos());
  }

  private @Nullable Seen whole(LatencyFigures lag) {
    if (threshold.measure() instanceof Measure.Lag of) {
      return lag.count() == 0 ? null : new Seen(of.in(lag), lag.count(), 0, wholeTo);
    }
    return whole();
  }

  private @Nullable Seen whole() {
    if (wholeFrom < 0) {
      return null;
    }
    merge.reset();
    return seen(whole == null ? merge : whole, wholePart, wholeOffered, wholeFrom, wholeTo);
  }

  private @Nullable Seen seen(Histogram times, long part, long offered, long from, long to) {
    return switch (threshold.measure()) {
      case Measure.ResponseTime of ->
          part == 0 ? null : new Seen(percentile(times, of.percentile()), part, from, to);
      case Measure.Share _ ->
          offered == 0 ? null : new Seen(100.0 * part / offered, offered, from, to);
      case Measure.Count _ -> offered == 0 ? null : new Seen(part, offered, from, to);
      case Measure.Speed _ ->
          to <= from ? null : new Seen(part / ((to - from) / 1e9), offered, from, to);
      case Measure.Lag _ -> null;
    };
  }

  private boolean breaches(Seen seen) {
    return threshold.comparison().holds(seen.value(), threshold.limit());
  }

  private String whyNot() {
    if (threshold.over() != null && !windowWasFull) {
      return "the run ended before one window was complete";
    }
    return threshold.measure() instanceof Measure.ResponseTime
        ? "no such request was answered"
        : "no such request was sent";
  }

  private static double percentile(Histogram times, double percentile) {
    long nanos = percentile == 100 ? times.getMaxValue() : times.getValueAtPercentile(percentile);
    return nanos / NANOS_PER_MICRO;
  }
}
