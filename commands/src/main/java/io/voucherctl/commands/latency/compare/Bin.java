package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.RecordedValues;

/** What one group did in one stretch of a run. */
record Bin(RecordedValues answered, long offered, long successes, long errors) {
  static final Bin EMPTY = new Bin(RecordedValues.NONE, 0, 0, 0);

  Bin plus(Bin other) {
    return new Bin(
        answered.plus(other.answered),
        offered + other.offered,
        successes + other.successes,
        errors + other.errors);
  }
}
