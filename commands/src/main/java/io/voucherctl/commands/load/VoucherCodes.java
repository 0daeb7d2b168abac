package io.voucherctl.commands.load;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The codes of the vouchers that a load uses: the same for the same tenant and seed. */
final class VoucherCodes {
  /** More than this is an import, not a preparation. */
  static final int MAX = 100_000;

  private VoucherCodes() {}

  /** Letters, digits and dashes only, so that a code can stand in a path as it is. */
  static List<String> of(String tenant, long seed, int count) {
    long series = new SplittableRandom(seed * 31 + tenant.hashCode()).nextLong();
    String prefix =
        "LOAD-" + Long.toUnsignedString(series >>> 24, 36).toUpperCase(Locale.ROOT) + "-";
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }
}
