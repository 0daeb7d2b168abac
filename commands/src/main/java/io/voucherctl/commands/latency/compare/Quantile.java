package io.voucherctl.commands.latency.compare;

/** The percentiles that are compared, as exact fractions. */
enum Quantile {
  P50("p50", 50, 100),
  P90("p90", 90, 100),
  P99("p99", 99, 100),
  P999("p99.9", 999, 1000);

  /** With fewer values beyond it a percentile of one run says little about the next run. */
  static final long LEAST_BEYOND = 20;

  private final String label;
  private final long part;
  private final long whole;

  Quantile(String label, long part, long whole) {
    this.label = label;
    this.part = part;
    this.whole = whole;
  }

  /** The rank of the value that so many have to reach, from 1. */
  long rank(long total) {
    return Math.max(1, Math.ceilDiv(Math.multiplyExact(total, part), whole));
  }

  boolean hasEnough(long total) {
    return total - rank(total) >= LEAST_BEYOND;
  }

  double beyond() {
    return 1 - (double) part / whole;
  }

  @Override
  public String toString() {
    return label;
  }
}
