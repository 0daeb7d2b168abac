package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.RecordedValues;
import java.util.Arrays;
import java.util.List;

/**
 * The response times of one group, made ready for many weighted sums: for each value that occurred,
 * how many of each stretch are not longer. A percentile of a resample is then found in a few sums
 * over the stretches, and is exactly that of the merged histograms.
 */
final class QuantileTable {
  private final long[] values;
  private final long[] cumulative;
  private final long[] whole;
  private final int bins;

  QuantileTable(List<Bin> stretches) {
    bins = stretches.size();
    values =
        stretches.stream()
            .flatMapToLong(bin -> bin.answered().values())
            .sorted()
            .distinct()
            .toArray();
    cumulative = new long[values.length * bins];
    whole = new long[values.length];
    for (int i = 0; i < bins; i++) {
      RecordedValues one = stretches.get(i).answered();
      long sum = 0;
      for (int v = 0, at = 0; v < values.length; v++) {
        if (at < one.size() && one.value(at) == values[v]) {
          sum += one.count(at++);
        }
        cumulative[v * bins + i] = sum;
        whole[v] += sum;
      }
    }
  }

  /** How many values the run has. */
  long total() {
    return values.length == 0 ? 0 : whole[values.length - 1];
  }

  long total(int[] weights) {
    return values.length == 0 ? 0 : upTo(values.length - 1, weights);
  }

  /**
   * The smallest value that at least {@code quantile} of the weighted values do not exceed, as the
   * index of {@link #value}.
   *
   * @param near where it is when every weight is 1
   */
  int find(Quantile quantile, int[] weights, int near) {
    long total = total(weights);
    long wanted = quantile.rank(total);
    int low = guess(wanted - upTo(near, weights), total, near);
    int high = low;
    if (upTo(low, weights) >= wanted) {
      for (int step = 1; low > 0 && upTo(low - 1, weights) >= wanted; step *= 2) {
        high = low - 1;
        low = Math.max(0, high - step);
      }
    } else {
      for (int step = 1; high < values.length - 1 && upTo(high, weights) < wanted; step *= 2) {
        low = high + 1;
        high = Math.min(values.length - 1, high + step);
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo(middle, weights) >= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** The same for the run as it was, without any hint. */
  int find(Quantile quantile) {
    return atLeast(quantile.rank(whole[values.length - 1]));
  }

  /** Where a resample probably reaches so many more values than it has at {@code near}. */
  private int guess(long missing, long total, int near) {
    double scale = total == 0 ? 0 : (double) whole[values.length - 1] / total;
    return atLeast(whole[near] + Math.round(missing * scale));
  }

  /** The first value up to which the whole run has so many. */
  private int atLeast(long count) {
    int found = Arrays.binarySearch(whole, count);
    return Math.min(found >= 0 ? found : -found - 1, values.length - 1);
  }

  long value(int index) {
    return values[index];
  }

  /** How many values of each stretch are longer than a value. */
  long[] above(int index) {
    long[] above = new long[bins];
    for (int i = 0; i < bins; i++) {
      above[i] = cumulative[(values.length - 1) * bins + i] - cumulative[index * bins + i];
    }
    return above;
  }

  private long upTo(int value, int[] weights) {
    long sum = 0;
    int row = value * bins;
    for (int i = 0; i < bins; i++) {
      sum += weights[i] * cumulative[row + i];
    }
    return sum;
  }
}
