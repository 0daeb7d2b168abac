package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run went as a whole, on the generator's side.
 *
 * @param measuredNanos the measured time, warm-up excluded
 * @param scheduleLag how late requests were sent for a reason of the generator's own
 * @param cutOff the generator was too far behind at the end to send everything
 * @param overrun the observers could not keep up with the intervals, and so the run was ended
 * @param interrupted what the person asked for, or null
 * @param stopped why a {@link RunControl} ended it, or null
 * @param rateChanges in their order; empty when the plan was followed as it stands
 */
record RunEnd(
    long measuredNanos,
    LatencyFigures scheduleLag,
    boolean cutOff,
    boolean overrun,
    @Nullable ExitCode interrupted,
    @Nullable String stopped,
    List<RateChange> rateChanges) {
  RunEnd {
    rateChanges = List.copyOf(rateChanges);
  }

  /**
   * The rates of the whole plan were changed while it ran.
   *
   * @param atNanos since the start of the run, warm-up included
   * @param factor of the planned rates, from then on
   */
  record RateChange(long atNanos, double factor) {}
}
