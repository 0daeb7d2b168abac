package io.voucherctl.commands.latency.compare;

/** What one difference says. */
public enum Finding {
  /** Certainly worse, and by more than is allowed. */
  regressed,
  /** Certainly better. */
  improved,
  /** At most as much worse as is allowed, with certainty. */
  same,
  /** The runs are too short or too unsteady to rule out that it is worse than allowed. */
  uncertain,
  /** Too few requests or intervals to say anything. */
  tooFew
}
