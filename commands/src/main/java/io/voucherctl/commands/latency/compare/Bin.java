package io.voucherctl.commands.latency.compare;

/** What one group did in one stretch of a run. */
record Bin(SparseCounts answered, long offered, long successes, long errors) {
  static final Bin EMPTY = new Bin(SparseCounts.NONE, 0, 0, 0);

  Bin plus(Bin other) {
    return new Bin(
        answered.plus(other.answered),
        offered + other.offered,
        successes + other.successes,
        errors + other.errors);
  }
}
