package io.voucherctl.server.voucher.domain;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Divides a sum into whole parts that add up to it exactly. The borders between the parts, not the
 * parts, are rounded half up: so each part is its exact share, rounded one way or the other.
 */
final class Split {
  private Split() {}

  /** The parts in proportion to {@code weights}; all zero when the weights are. */
  static long[] of(long whole, long[] weights) {
    long[] parts = new long[weights.length];
    BigInteger total = sum(weights);
    if (total.signum() == 0) {
      return parts;
    }
    BigInteger doubled = BigInteger.valueOf(whole).shiftLeft(1);
    BigInteger weight = BigInteger.ZERO;
    long border = 0;
    for (int i = 0; i < weights.length; i++) {
      weight = weight.add(BigInteger.valueOf(weights[i]));
      long next = doubled.multiply(weight).add(total).divide(total.shiftLeft(1)).longValueExact();
      parts[i] = next - border;
      border = next;
    }
    return parts;
  }

  /**
   * The same, but no part above its {@code caps}: what a full part cannot take goes to the others,
   * in proportion. Less than {@code whole} is divided only when all parts with a weight are full.
   */
  static long[] of(long whole, long[] weights, long[] caps) {
    long[] parts = new long[weights.length];
    long[] open = weights.clone();
    long rest = whole;
    while (rest > 0 && close(open, parts, caps)) {
      long[] more = of(rest, open);
      for (int i = 0; i < parts.length; i++) {
        long added = Math.min(more[i], caps[i] - parts[i]);
        parts[i] += added;
        rest -= added;
      }
    }
    return parts;
  }

  /** Takes full parts out of {@code open}; whether any is left. */
  private static boolean close(long[] open, long[] parts, long[] caps) {
    boolean any = false;
    for (int i = 0; i < open.length; i++) {
      open[i] = parts[i] == caps[i] ? 0 : open[i];
      any |= open[i] > 0;
    }
    return any;
  }

  private static BigInteger sum(long[] weights) {
    return Arrays.stream(weights)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
