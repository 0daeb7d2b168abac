package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;

/**
 * A base rate, and a peak again and again. The first peak comes one quiet time after the start.
 *
 * @param peak the rate in the peak
 * @param every from the start of a peak to the start of the next
 * @param length of a peak
 */
public record BurstStage(Rate base, Rate peak, Duration every, Duration length, Duration lasts)
    implements Stage {
  private static final int MOST = 10_000;

  public BurstStage {
    Stage.requireLength(lasts);
    Stage.requireLength(length);
    if (length.compareTo(every) >= 0 || every.compareTo(lasts) > 0) {
      throw new IllegalArgumentException(
          "a burst needs length < every <= for, not "
              + Durations.format(length)
              + ", "
              + Durations.format(every)
              + ", "
              + Durations.format(lasts));
    }
    if (lasts.dividedBy(every) > MOST) {
      throw new IllegalArgumentException("a stage has at most " + MOST + " bursts");
    }
  }

  /** Peaks of so many requests each beside the base rate, to a request per hour. */
  static BurstStage extra(
      Rate base, int requests, Duration every, Duration length, Duration lasts) {
    Stage.requireLength(length);
    double more = requests * (3.6e12 / length.toNanos());
    return new BurstStage(
        base, Stage.hourly(Math.round(Stage.perHour(base) + more)), every, length, lasts);
  }

  @Override
  public String kind() {
    return "burst";
  }

  @Override
  public long meanPerHour() {
    double share = length.toNanos() / (double) every.toNanos();
    return Stage.exact(
        Math.round(Stage.perHour(base) + (Stage.perHour(peak) - Stage.perHour(base)) * share));
  }

  @Override
  public void layOn(Timeline.Builder timeline) {
    long quiet = every.minus(length).toNanos();
    long left = lasts.toNanos();
    while (left > 0) {
      timeline.flat(Math.min(quiet, left), Stage.perHour(base), false);
      left -= Math.min(quiet, left);
      if (left > 0) {
        timeline.flat(Math.min(length.toNanos(), left), Stage.perHour(peak), false);
        left -= Math.min(length.toNanos(), left);
      }
    }
  }

  @Override
  public String toString() {
    return "burst "
        + base
        + ", "
        + peak
        + " for "
        + Durations.format(length)
        + " every "
        + Durations.format(every);
  }
}
