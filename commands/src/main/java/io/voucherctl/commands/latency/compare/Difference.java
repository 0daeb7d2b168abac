package io.voucherctl.commands.latency.compare;

/**
 * One measure of both runs and how it differs, on a scale on which differences add up: logarithms
 * for times and rates, plain parts for shares. Positive is worse.
 */
final class Difference {
  private final double point;
  private final double[] resampled;
  private final double spread;
  private final double error;
  private final double freedom;

  /**
   * Takes two measures, each on that scale; the second less the first is the difference.
   *
   * @param grain the smallest difference that the record can show; no certainty is finer
   */
  Difference(Measure before, Measure after, double grain) {
    point = after.point() - before.point();
    resampled = new double[before.resamples()];
    for (int r = 0; r < resampled.length; r++) {
      resampled[r] = after.resampled(r) - before.resampled(r);
    }
    spread = Math.max(Math.hypot(before.spread(), after.spread()), grain);
    freedom = before.independent() + after.independent() - 2;
    error = Math.max(Math.hypot(before.error(), after.error()), grain);
  }

  double point() {
    return point;
  }

  /** How far it may be off when differences may be off by so many standard errors. */
  double reach(double width) {
    return Certainty.student(width, freedom) * error;
  }

  /** How far a resample is away from what was measured, by the spread of all resamples. */
  double deviation(int resample) {
    return Math.abs(resampled[resample] - point) / spread;
  }
}
