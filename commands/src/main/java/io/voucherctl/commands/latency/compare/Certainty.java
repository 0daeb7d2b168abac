package io.voucherctl.commands.latency.compare;

import java.util.Arrays;
import java.util.List;

/**
 * One confidence for a whole family of differences: intervals that hold all at once, as wide as the
 * largest standardised deviation that resampling makes by chance anywhere in the family (the
 * maximum statistic of Westfall and Young, 1993). Unlike a division by the number of comparisons it
 * knows how much they have in common.
 */
final class Certainty {
  static final double CONFIDENCE = 0.95;

  private static final double LEAST_FREEDOM = 2;

  /** The quantile for a single difference. */
  private static final double NORMAL = 1.96;

  private Certainty() {}

  /** By how many standard errors every difference of the family may be off. */
  static double width(List<Difference> family, int resamples) {
    double[] largest = new double[resamples];
    for (Difference one : family) {
      for (int r = 0; r < resamples; r++) {
        largest[r] = Math.max(largest[r], one.deviation(r));
      }
    }
    Arrays.sort(largest);
    return Math.max(NORMAL, largest[(int) Math.ceil(CONFIDENCE * resamples) - 1]);
  }

  /**
   * The quantile of Student's distribution that belongs to one of the normal distribution, by the
   * first terms of the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5): the fewer
   * independent stretches, the less is known about how far they are apart.
   */
  static double student(double z, double degreesOfFreedom) {
    double freedom = Math.max(LEAST_FREEDOM, degreesOfFreedom);
    double z2 = z * z;
    return z
        + z * (z2 + 1) / (4 * freedom)
        + z * (5 * z2 * z2 + 16 * z2 + 3) / (96 * freedom * freedom);
  }
}
