package io.voucherctl.commands.latency.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** One run's part of a group, with the resamples of that run. */
final class Side {
  /** Half a request, so that none at all still has a logarithm. */
  private static final double HALF = 0.5;

  private final List<Bin> bins;
  private final double[] seconds;
  private final int[][] weights;
  private final int[] once;
  private final double[] offered;
  private final double[] successes;
  private final double[] errors;
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
    this.offered = series(i -> bins.get(i).offered());
    this.successes = series(i -> bins.get(i).successes());
    this.errors = series(i -> bins.get(i).errors());
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
    return table.total() == 0 ? 0 : table.value(table.find(quantile));
  }

  /** The logarithm of a percentile. There has to be an answer. */
  Measure time(Quantile quantile) {
    int near = table.find(quantile);
    double[] influence = excess(quantile);
    double fade = Math.max(Memory.of(influence), Memory.of(excess(Quantile.P50)));
    return new Measure(
        this,
        drawn -> Math.log((double) table.value(table.find(quantile, drawn, near))),
        influence,
        fade);
  }

  /** The logarithm of the answers as expected per second. */
  Measure throughput() {
    double rate = rate(once);
    double[] influence = series(i -> successes[i] - rate * seconds[i]);
    return new Measure(
        this,
        drawn -> Math.log((sum(successes, drawn) + HALF) / sum(seconds, drawn)),
        influence,
        Memory.of(influence));
  }

  /** The share of errors among all requests. */
  Measure errors() {
    double share = errorShare(once);
    double[] influence = series(i -> errors[i] - share * offered[i]);
    return new Measure(this, this::errorShare, influence, Memory.of(influence));
  }

  double offered(int[] drawn) {
    return sum(offered, drawn);
  }

  /** Answers as expected per second. */
  double rate(int[] drawn) {
    return sum(successes, drawn) / sum(seconds, drawn);
  }

  double errorShare(int[] drawn) {
    return sum(errors, drawn) / Math.max(1, offered(drawn));
  }

  /** A percentile moves with how many values of a stretch exceed it beyond their due. */
  double[] excess(Quantile quantile) {
    if (table.total() == 0) {
      return new double[bins.size()];
    }
    long[] above = table.above(table.find(quantile));
    return series(i -> above[i] - quantile.beyond() * bins.get(i).answered().total());
  }

  private double[] series(IntToDoubleFunction of) {
    return IntStream.range(0, bins.size()).mapToDouble(of).toArray();
  }

  private static double sum(double[] values, int[] drawn) {
    double sum = 0;
    for (int i = 0; i < drawn.length; i++) {
      sum += drawn[i] * values[i];
    }
    return sum;
  }
}
