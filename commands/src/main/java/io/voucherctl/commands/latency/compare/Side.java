package io.voucherctl.commands.latency.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** One run's part of a group, with the resamples of that run. */
final class Side {
  /** Half a request, so that none at all still has a logarithm. */
  private static final double HALF = 0.5;

  private final List<Bin> bins;
  private final double[] seconds;
  private final int[][] weights;
  private final int[] once;
  private final QuantileTable table;

  /**
   * Takes over the arrays.
   *
   * @param seconds how long each stretch is
   * @param weights how often each resample drew each stretch
   */
  Side(List<Bin> bins, double[] seconds, int[][] weights) {
    this.bins = bins;
    this.seconds = seconds;
    this.weights = weights;
    this.once = new int[bins.size()];
    Arrays.fill(once, 1);
    this.table = new QuantileTable(bins);
  }

  int[][] weights() {
    return weights;
  }

  /** The run as it was: each stretch drawn once. */
  int[] once() {
    return once;
  }

  QuantileTable table() {
    return table;
  }

  /** The percentile as it was recorded; 0 when nothing was answered. */
  long nanos(Quantile quantile) {
    return table.total(once) == 0 ? 0 : table.value(table.find(quantile, once, 0));
  }

  double offered(int[] drawn) {
    return sum(Bin::offered, drawn);
  }

  /** Answers as expected per second. */
  double rate(int[] drawn) {
    return sum(Bin::successes, drawn) / time(drawn);
  }

  /** The same with half an answer more. */
  double positiveRate(int[] drawn) {
    return (sum(Bin::successes, drawn) + HALF) / time(drawn);
  }

  double errorShare(int[] drawn) {
    return sum(Bin::errors, drawn) / Math.max(1, offered(drawn));
  }

  private double sum(ToLongFunction<Bin> of, int[] drawn) {
    double sum = 0;
    for (int i = 0; i < drawn.length; i++) {
      sum += drawn[i] * (double) of.applyAsLong(bins.get(i));
    }
    return sum;
  }

  private double time(int[] drawn) {
    double sum = 0;
    for (int i = 0; i < drawn.length; i++) {
      sum += drawn[i] * seconds[i];
    }
    return sum;
  }
}
