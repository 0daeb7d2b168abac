package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One part of an open load: how the rate goes for a while. Its text is how a person reads it. */
public sealed interface Stage
    permits Stage.Constant, Stage.Poisson, Stage.Ramp, Stage.Step, BurstStage, ReplayStage {
  /** How long; null for the rest of the run, which only the last stage may last. */
  @Nullable Duration lasts();

  /** As a plan file names it. */
  String kind();

  /** Requests per hour on average; the warm-up is offered at the average of the first stage. */
  long meanPerHour();

  /** Adds the pieces of the timeline. */
  void layOn(Timeline.Builder timeline);

  /** The same rate all the time, evenly spread. A rate of 0 is a pause. */
  record Constant(Rate rate, @Nullable Duration lasts) implements Stage {
    public Constant {
      requireLength(lasts);
    }

    @Override
    public String kind() {
      return "constant";
    }

    @Override
    public long meanPerHour() {
      return perHour(rate);
    }

    @Override
    public void layOn(Timeline.Builder timeline) {
      timeline.flat(nanos(lasts), perHour(rate), false);
    }

    @Override
    public String toString() {
      return "constant " + rate;
    }
  }

  /** The same rate all the time, at random and independently. */
  record Poisson(Rate rate, @Nullable Duration lasts) implements Stage {
    public Poisson {
      requireLength(lasts);
      if (rate.count() == 0) {
        throw new IllegalArgumentException("a Poisson stage needs a rate above 0");
      }
    }

    @Override
    public String kind() {
      return "poisson";
    }

    @Override
    public long meanPerHour() {
      return perHour(rate);
    }

    @Override
    public void layOn(Timeline.Builder timeline) {
      timeline.flat(nanos(lasts), perHour(rate), true);
    }

    @Override
    public String toString() {
      return "poisson " + rate;
    }
  }

  /** From one rate to another, evenly. */
  record Ramp(Rate from, Rate to, Duration lasts) implements Stage {
    public Ramp {
      requireLength(lasts);
    }

    @Override
    public String kind() {
      return "ramp";
    }

    @Override
    public long meanPerHour() {
      return (perHour(from) + perHour(to)) / 2;
    }

    @Override
    public void layOn(Timeline.Builder timeline) {
      timeline.slope(nanos(lasts), perHour(from), perHour(to));
    }

    @Override
    public String toString() {
      return "ramp " + from + " to " + to;
    }
  }

  /** From one rate to another in steps of the same height and length. */
  record Step(Rate from, Rate to, int steps, Duration lasts) implements Stage {
    static final int MOST = 1_000;

    public Step {
      requireLength(lasts);
      if (steps < 2 || steps > MOST) {
        throw new IllegalArgumentException("steps must be 2 to " + MOST + ", not " + steps);
      }
      if (lasts.toNanos() < steps) {
        throw new IllegalArgumentException("the steps are too many for the time");
      }
    }

    @Override
    public String kind() {
      return "step";
    }

    @Override
    public long meanPerHour() {
      return (perHour(from) + perHour(to)) / 2;
    }

    @Override
    public void layOn(Timeline.Builder timeline) {
      long length = lasts.toNanos();
      for (int i = 0; i < steps; i++) {
        double share = i / (double) (steps - 1);
        long rate = Math.round(perHour(from) + (perHour(to) - perHour(from)) * share);
        long end = length / steps * (i + 1) + length % steps * (i + 1) / steps;
        long start = length / steps * i + length % steps * i / steps;
        timeline.flat(end - start, exact(rate), false);
      }
    }

    @Override
    public String toString() {
      return "step " + from + " to " + to + " in " + steps;
    }
  }

  /** Exact. */
  static long perHour(Rate rate) {
    return rate.count() * (3_600 / rate.period().toSeconds());
  }

  /** The simplest spelling. */
  static Rate hourly(long count) {
    return count % 3_600 == 0 || count > Rate.MAX_COUNT
        ? Rate.perSecond(Math.round(count / 3_600.0))
        : new Rate(count, Duration.ofHours(1));
  }

  /** Above this the arithmetic of a piece needs whole rates per second. */
  static long exact(long perHour) {
    return perHour <= 3_000_000_000L ? perHour : Math.round(perHour / 3_600.0) * 3_600;
  }

  private static long nanos(@Nullable Duration lasts) {
    return lasts == null ? Piece.ENDLESS : lasts.toNanos();
  }

  /** Something, and not longer than a run may be. */
  static void requireLength(@Nullable Duration lasts) {
    if (lasts != null && (lasts.isNegative() || lasts.isZero())) {
      throw new IllegalArgumentException("a stage lasts at least 1ms");
    }
    if (lasts != null && lasts.compareTo(LoadPlan.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a stage lasts at most " + Durations.format(LoadPlan.LONGEST));
    }
  }
}
