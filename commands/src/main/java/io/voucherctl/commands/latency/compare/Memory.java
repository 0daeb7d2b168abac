package io.voucherctl.commands.latency.compare;

/**
 * What one stretch of a run keeps of the one before it. Resampling blocks of a short run sees only
 * a part of that and is too sure; a model of first order sees the rest: correlations that start
 * where the series' own do and fade by a constant factor (the idea of prewhitening, Andrews and
 * Monahan 1992). Both estimates are corrected for what a short series hides (Kendall 1954).
 */
final class Memory {
  private static final double MOST = 0.97;

  private Memory() {}

  /** Lag-one correlation of a series, corrected; 0 for one that never changes. */
  static double of(double[] series) {
    double variance = covariance(series, 0);
    if (variance <= 0) {
      return 0;
    }
    double plain = covariance(series, 1) / variance;
    return Math.clamp(plain + (1 + 3 * plain) / series.length, 0, MOST);
  }

  /**
   * By what the standard error of a sum over resamples has to be multiplied; never below 1.
   *
   * @param fade the factor by which correlations fade from one stretch to the next
   */
  static double inflation(double[] series, double fade, int[][] weights) {
    int n = series.length;
    double seen = variance(series, weights) / n;
    if (seen <= 0) {
      return 1;
    }
    double factor = Math.min(repetition(series, fade), n / 2.0);
    double expected = covariance(series, 0) * factor / (1 - factor / n);
    return Math.sqrt(Math.max(1, expected / seen));
  }

  /** How many stretches tell as much as one would if none remembered another; 1 or more. */
  static double repetition(double[] series, double fade) {
    // A correlation that a short series happens to miss is likely where others of the run have one.
    double first = Math.min(MOST, of(series) + fade / Math.sqrt(series.length));
    return 1 + 2 * first / (1 - Math.min(fade, MOST));
  }

  /** Of the weighted sums. */
  private static double variance(double[] series, int[][] weights) {
    double sum = 0;
    double squares = 0;
    for (int[] drawn : weights) {
      double one = 0;
      for (int i = 0; i < drawn.length; i++) {
        one += drawn[i] * series[i];
      }
      sum += one;
      squares += one * one;
    }
    double mean = sum / weights.length;
    return squares / weights.length - mean * mean;
  }

  private static double covariance(double[] series, int lag) {
    double mean = 0;
    for (double value : series) {
      mean += value / series.length;
    }
    double sum = 0;
    for (int i = 0; i + lag < series.length; i++) {
      sum += (series[i] - mean) * (series[i + lag] - mean);
    }
    return sum / series.length;
  }
}
