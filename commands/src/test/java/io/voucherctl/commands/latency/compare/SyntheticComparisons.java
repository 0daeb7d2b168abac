package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.AlignedInterval;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.SyntheticRun;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Compares pairs of made-up runs of which it is known whether they differ. As a program: {@code
 * SyntheticComparisons [PAIRS]}.
 */
public final class SyntheticComparisons {
  private static final Bounds BOUNDS = new Bounds(0.05, 0.01, false);

  private static final double LEAST_SWINGS = 4;

  private SyntheticComparisons() {}

  /**
   * How many of so many comparisons say that the candidate regressed.
   *
   * @param seed the first of the seeds of the runs
   */
  static int alarms(SyntheticRun before, SyntheticRun after, int pairs, int resamples, long seed) {
    int alarms = 0;
    for (int i = 0; i < pairs; i++) {
      LatencyComparison found = compare(before, after, resamples, seed + 2L * i);
      alarms += found.conclusion() == LatencyComparison.Conclusion.regressed ? 1 : 0;
    }
    return alarms;
  }

  static LatencyComparison compare(
      SyntheticRun before, SyntheticRun after, int resamples, long seed) {
    return new Comparison(
            binned(before, seed), binned(after, seed + 1), Grouping.tenant, BOUNDS, resamples)
        .of("a", "b", seed, new SplittableRandom(seed));
  }

  static BinnedRun binned(SyntheticRun run, long seed) {
    BinnedRun binned = new BinnedRun(Grouping.tenant);
    for (AlignedInterval interval : run.intervals(seed)) {
      binned.add(interval, Set.of());
    }
    return binned;
  }

  public static void main(String[] arguments) {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    boolean held = true;
    for (int seconds : new int[] {20, 60, 300}) {
      for (double memory : new double[] {0, 0.6, 0.9}) {
        for (double wander : new double[] {0.02, 0.08}) {
          for (int tenants : new int[] {1, 5}) {
            SyntheticRun run =
                SyntheticRun.ordinary()
                    .lasting(seconds)
                    .unsteady(memory, wander)
                    .withTenants(tenants);
            int rounds = Math.max(20, pairs * 20 / seconds / tenants);
            int alarms = alarms(run, run, rounds, 500, 1);
            int found = alarms(run, run.slowedBy(1.10), rounds, 500, 1_000_001);
            // A run of a few swings of the level only cannot show how far the next one swings.
            boolean judged = seconds * (1 - memory) / (1 + memory) >= LEAST_SWINGS;
            held &= !judged || alarms <= Math.max(1, 0.05 * rounds);
            System.out.printf(
                "%4d s, memory %.1f, wander %.2f, %d tenants: %4d of %4d A/A alarms (%.1f %%), "
                    + "%4d found (%.1f %%)%s%n",
                seconds,
                memory,
                wander,
                tenants,
                alarms,
                rounds,
                100.0 * alarms / rounds,
                found,
                100.0 * found / rounds,
                judged ? "" : ", not judged");
          }
        }
      }
    }
    System.out.println(
        held
            ? "A/A: at most 5 % alarms wherever a run holds enough to tell"
            : "A/A: too many alarms");
    if (!held) {
      System.exit(1);
    }
  }
}
