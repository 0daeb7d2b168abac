package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.SampleKey;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * What one {@link Threshold} needs of one interval. The response times are kept as the values that
 * occurred and how often: a window of many intervals would not fit as histograms.
 */
final class Stretch {
  private static final long[] NONE = {};

  private final long fromNanos;
  private final long toNanos;
  private final long part;
  private final long offered;
  private final long[] values;
  private final long[] counts;

  private Stretch(Interval interval, long part, long offered, long[] values, long[] counts) {
    this.fromNanos = interval.fromNanos();
    this.toNanos = interval.toNanos();
    this.part = part;
    this.offered = offered;
    this.values = values;
    this.counts = counts;
  }

  /**
   * @param merge a histogram to work in; what stands in it is lost
   */
  static Stretch of(Interval interval, Threshold threshold, Histogram merge) {
    Scope scope = threshold.scope();
    Set<String> counted = counted(threshold);
    boolean timed = threshold.measure() instanceof Measure.ResponseTime;
    long part = 0;
    long offered = 0;
    merge.reset();
    for (Map.Entry<SampleKey, Histogram> entry : interval.responseTimes().entrySet()) {
      if (!scope.covers(entry.getKey())) {
        continue;
      }
      long count = entry.getValue().getTotalCount();
      offered += count;
      if (counted.contains(entry.getKey().outcome())) {
        part += count;
        if (timed) {
          merge.add(entry.getValue());
        }
      }
    }
    return timed
        ? sparse(interval, part, offered, merge)
        : new Stretch(interval, part, offered, NONE, NONE);
  }

  long fromNanos() {
    return fromNanos;
  }

  long toNanos() {
    return toNanos;
  }

  /** Requests that the measure counts. */
  long part() {
    return part;
  }

  /** Requests of the scope, however they ended. */
  long offered() {
    return offered;
  }

  void addTo(Histogram sum) {
    for (int i = 0; i < values.length; i++) {
      sum.recordValueWithCount(values[i], counts[i]);
    }
  }

  private static Set<String> counted(Threshold threshold) {
    return switch (threshold.measure()) {
      case Measure.Share share -> share.endings();
      case Measure.Count count -> count.endings();
      case Measure.Speed speed -> speed.endings();
      case Measure.Lag _ -> Set.of();
      case Measure.ResponseTime _ -> {
        String outcome = threshold.scope().outcome();
        yield outcome == null ? Set.copyOf(Endings.TIMED) : Set.of(outcome);
      }
    };
  }

  private static Stretch sparse(Interval interval, long part, long offered, Histogram merged) {
    int distinct = 0;
    for (HistogramIterationValue _ : merged.recordedValues()) {
      distinct++;
    }
    long[] values = new long[distinct];
    long[] counts = new long[distinct];
    int i = 0;
    for (HistogramIterationValue value : merged.recordedValues()) {
      values[i] = value.getValueIteratedTo();
      counts[i] = value.getCountAtValueIteratedTo();
      i++;
    }
    return new Stretch(interval, part, offered, values, counts);
  }
}
