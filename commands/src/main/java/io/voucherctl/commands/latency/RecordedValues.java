package io.voucherctl.commands.latency;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A histogram that holds only what occurred: values in nanoseconds, ascending, each the longest
 * that its bucket cannot tell apart, and how often they came. Never changes.
 */
public final class RecordedValues {
  public static final RecordedValues NONE = new RecordedValues(1_000, 3, new long[0], new long[0]);

  private final long lowest;
  private final int digits;
  private final long[] values;
  private final long[] counts;
  private final long total;

  /** Takes over the arrays. The first two are the resolution, as HdrHistogram means them. */
  RecordedValues(long lowest, int digits, long[] values, long[] counts) {
    this.lowest = lowest;
    this.digits = digits;
    this.values = values;
    this.counts = counts;
    this.total = Arrays.stream(counts).sum();
  }

  public static RecordedValues of(Histogram histogram) {
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
    return new RecordedValues(
        histogram.getLowestDiscernibleValue(),
        histogram.getNumberOfSignificantValueDigits(),
        Arrays.copyOf(values, size),
        Arrays.copyOf(counts, size));
  }

  /** How many different values there are. */
  public int size() {
    return values.length;
  }

  public long value(int index) {
    return values[index];
  }

  public long count(int index) {
    return counts[index];
  }

  /** How many values there are altogether. */
  public long total() {
    return total;
  }

  public LongStream values() {
    return Arrays.stream(values);
  }

  /** Exact when the other one has this resolution, or a finer one. */
  public void addTo(Histogram sum) {
    for (int i = 0; i < values.length; i++) {
      sum.recordValueWithCount(values[i], counts[i]);
    }
  }

  /** The same as a histogram of the same resolution; it grows with what is added to it. */
  public Histogram histogram() {
    long highest = values.length == 0 ? 0 : values[values.length - 1];
    Histogram histogram = new Histogram(lowest, Math.max(2 * lowest, highest), digits);
    histogram.setAutoResize(true);
    addTo(histogram);
    return histogram;
  }

  public RecordedValues plus(RecordedValues other) {
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
    return new RecordedValues(
        lowest, digits, Arrays.copyOf(sumValues, size), Arrays.copyOf(sumCounts, size));
  }

  long lowest() {
    return lowest;
  }

  int digits() {
    return digits;
  }
}
