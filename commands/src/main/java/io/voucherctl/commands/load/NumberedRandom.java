package io.voucherctl.commands.load;

import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on nothing but a seed and the number of a request: what the k-th
 * request asks for is the same whether the ones before were sent, dropped, or sent by another
 * shard. The mixing is that of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014). One thread.
 */
final class NumberedRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long seed;
  private long state;

  NumberedRandom(long seed) {
    this.seed = mix(seed);
    moveTo(0);
  }

  /** The next numbers are those of this request. */
  void moveTo(long number) {
    state = mix(seed + number * GOLDEN_GAMMA);
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
