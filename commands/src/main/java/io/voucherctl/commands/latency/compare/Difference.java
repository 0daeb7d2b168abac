package io.voucherctl.commands.latency.compare;

/**
 * One measure of both runs and how it differs, on a scale on which differences add up: logarithms
 * for times and rates, plain parts for shares. Positive is worse.
 */
final class Difference {
  private final double point;
  private final double[] resampled;
  private final double error;

  /**
   * Takes over the array.
   *
   * @param resampled the difference in each resample
   * @param grain the smallest difference that the record can show; no certainty is finer
   */
  Difference(double point, double[] resampled, double grain) {
    this.point = point;
    this.resampled = resampled;
    this.error = Math.max(deviation(resampled), grain);
  }

  double point() {
    return point;
  }

  /** The standard error. */
  double error() {
    return error;
  }

  /** How many standard errors a resample is away from what was measured. */
  double deviation(int resample) {
    return Math.abs(resampled[resample] - point) / error;
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double one : values) {
      mean += one / values.length;
    }
    double squares = 0;
    for (double one : values) {
      squares += (one - mean) * (one - mean);
    }
    return Math.sqrt(squares / Math.max(1, values.length - 1));
  }
}
