package io.voucherctl.commands.latency.compare;

/**
 * How long blocks have to be so that they hold what neighbours have in common: the automatic choice
 * of Politis and White (2004) for the stationary bootstrap, with the correction of Patton, Politis
 * and White (2009).
 */
final class BlockLength {
  private BlockLength() {}

  /** The mean block length for one series; 1 for one that never changes. */
  static double of(double[] series) {
    int n = series.length;
    int quiet = Math.max(5, (int) Math.ceil(Math.sqrt(Math.log10(n))));
    int most = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + quiet);
    double[] covariance = covariances(series, most);
    if (n < 4 || covariance[0] <= 0) {
      return 1;
    }
    int lags = Math.min(2 * Math.max(1, lastNotable(covariance, quiet, n)), most);
    double spread = 0;
    double g = covariance[0];
    for (int k = 1; k <= lags; k++) {
      double weighted = flatTop((double) k / lags) * covariance[k];
      spread += 2 * k * weighted;
      g += 2 * weighted;
    }
    double denominator = 2 * g * g;
    double length = denominator == 0 ? 1 : Math.cbrt(2 * spread * spread / denominator * n);
    return Math.clamp(length, 1, Math.max(1, Math.min(3 * Math.sqrt(n), n / 4.0)));
  }

  /** The lag after which correlations are too small to be told from none, several in a row. */
  private static int lastNotable(double[] covariance, int quiet, int n) {
    double notable = 2 * Math.sqrt(Math.log10(n) / n) * covariance[0];
    int run = 0;
    for (int k = 1; k < covariance.length; k++) {
      run = Math.abs(covariance[k]) < notable ? run + 1 : 0;
      if (run == quiet) {
        return k - quiet;
      }
    }
    return covariance.length - 1 - run;
  }

  private static double[] covariances(double[] series, int most) {
    int n = series.length;
    double mean = 0;
    for (double value : series) {
      mean += value / n;
    }
    double[] covariance = new double[most + 1];
    for (int k = 0; k <= most; k++) {
      for (int i = 0; i + k < n; i++) {
        covariance[k] += (series[i] - mean) * (series[i + k] - mean) / n;
      }
    }
    return covariance;
  }

  private static double flatTop(double t) {
    return t <= 0.5 ? 1 : 2 * (1 - t);
  }
}
