package io.voucherctl.commands.latency.compare;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram that holds only what occurred: values in nanoseconds, ascending, each the longest
 * that its bucket cannot tell apart, and how often they came. Arrays are never changed.
 */
final class SparseCounts {
  static final SparseCounts NONE = new SparseCounts(new long[0], new long[0]);

  private final long[] values;
  private final long[] counts;

  private SparseCounts(long[] values, long[] counts) {
    this.values = values;
    this.counts = counts;
  }

  static SparseCounts of(Histogram histogram) {
    long[] values = new long[16];
    long[] counts = new long[16];
    int size = 0;
    for (HistogramIterationValue at : histogram.recordedValues()) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      values[size] = at.getValueIteratedTo();
      counts[size++] = at.getCountAtValueIteratedTo();
    }
    return new SparseCounts(Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
  }

  /** How many different values there are. */
  int size() {
    return values.length;
  }

  long value(int index) {
    return values[index];
  }

  long count(int index) {
    return counts[index];
  }

  LongStream values() {
    return Arrays.stream(values);
  }

  SparseCounts plus(SparseCounts other) {
    if (values.length == 0 || other.values.length == 0) {
      return values.length == 0 ? other : this;
    }
    long[] sumValues = new long[values.length + other.values.length];
    long[] sumCounts = new long[sumValues.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < values.length || j < other.values.length) {
      boolean mine =
          j == other.values.length || (i < values.length && values[i] <= other.values[j]);
      boolean both = mine && j < other.values.length && values[i] == other.values[j];
      sumValues[size] = mine ? values[i] : other.values[j];
      sumCounts[size++] = (mine ? counts[i++] : 0) + (both || !mine ? other.counts[j++] : 0);
    }
    return new SparseCounts(Arrays.copyOf(sumValues, size), Arrays.copyOf(sumCounts, size));
  }

  long total() {
    return Arrays.stream(counts).sum();
  }
}
