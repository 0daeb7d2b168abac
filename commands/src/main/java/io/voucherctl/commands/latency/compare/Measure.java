package io.voucherctl.commands.latency.compare;

import java.util.function.ToDoubleFunction;

/** One measure of one run, on a scale on which differences add up, with its resamples. */
final class Measure {
  private final double point;
  private final double[] resampled;
  private final double spread;
  private final double inflation;
  private final double independent;

  /**
   * Resamples.
   *
   * @param of the measure for stretches that were drawn so often each
   * @param influence how much each stretch moves it
   * @param fade see {@link Memory#inflation}
   */
  Measure(Side side, ToDoubleFunction<int[]> of, double[] influence, double fade) {
    point = of.applyAsDouble(side.once());
    resampled = new double[side.weights().length];
    double mean = 0;
    for (int r = 0; r < resampled.length; r++) {
      resampled[r] = of.applyAsDouble(side.weights()[r]);
      mean += resampled[r] / resampled.length;
    }
    double squares = 0;
    for (double one : resampled) {
      squares += (one - mean) * (one - mean);
    }
    spread = Math.sqrt(squares / Math.max(1, resampled.length - 1));
    independent = influence.length / Memory.repetition(influence, fade);
    inflation = Memory.inflation(influence, fade, side.weights());
  }

  double point() {
    return point;
  }

  int resamples() {
    return resampled.length;
  }

  double resampled(int resample) {
    return resampled[resample];
  }

  double spread() {
    return spread;
  }

  /** How many stretches there would be if none remembered another. */
  double independent() {
    return independent;
  }

  /** The standard error, with what resampling does not see. */
  double error() {
    return spread * inflation;
  }
}
