package io.voucherctl.commands.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws an index by its weight in constant time: M. D. Vose, "A linear algorithm for generating
 * random numbers with a given distribution", IEEE Transactions on Software Engineering 17 (9),
 * 1991. Immutable.
 */
final class AliasTable {
  private final double[] own;
  private final int[] alias;

  /** Weights are at least 0 and not all 0. */
  AliasTable(double[] weights) {
    int size = weights.length;
    double mean = Arrays.stream(weights).sum() / size;
    if (!(mean > 0)) {
      throw new IllegalArgumentException("no weight is above 0");
    }
    this.own = Arrays.stream(weights).map(weight -> weight / mean).toArray();
    this.alias = new int[size];
    int[] small = new int[size];
    int[] large = new int[size];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < size; i++) {
      alias[i] = i;
      if (own[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int poor = small[--smalls];
      int rich = large[larges - 1];
      alias[poor] = rich;
      own[rich] -= 1 - own[poor];
      if (own[rich] < 1) {
        larges--;
        small[smalls++] = rich;
      }
    }
    // What is left differs from 1 by rounding only.
    for (int i = 0; i < smalls; i++) {
      own[small[i]] = weights[small[i]] == 0 ? own[small[i]] : 1;
    }
  }

  int draw(RandomGenerator random) {
    int index = random.nextInt(own.length);
    return random.nextDouble() < own[index] ? index : alias[index];
  }
}
