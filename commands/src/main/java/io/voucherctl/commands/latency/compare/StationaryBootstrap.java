package io.voucherctl.commands.latency.compare;

import java.util.random.RandomGenerator;

/**
 * Draws stretches of a run with replacement, in blocks of random length that go on from one stretch
 * to the next (round the end): neighbours stay together, and so does what they share. Politis and
 * Romano, "The Stationary Bootstrap", 1994.
 */
final class StationaryBootstrap {
  private final RandomGenerator random;

  StationaryBootstrap(RandomGenerator random) {
    this.random = random;
  }

  /** How often each of {@code size} stretches was drawn, in each of so many resamples. */
  int[][] weights(int resamples, int size, double meanBlock) {
    int[][] weights = new int[resamples][size];
    double ends = 1 / Math.max(1, meanBlock);
    for (int[] one : weights) {
      int at = 0;
      for (int i = 0; i < size; i++) {
        at = i == 0 || random.nextDouble() < ends ? random.nextInt(size) : (at + 1) % size;
        one[at]++;
      }
    }
    return weights;
  }
}
