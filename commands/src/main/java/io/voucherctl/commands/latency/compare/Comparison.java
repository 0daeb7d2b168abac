package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Compares two runs by resampling their stretches of time. What is resampled is histograms: each
 * resample merges those of the stretches it drew and takes its percentiles from the sum. All groups
 * share the stretches that were drawn, so that what moves them together is not taken for chance.
 */
final class Comparison {
  /** Fewer stretches than this do not show how much one differs from the next. */
  static final int LEAST_BINS = 10;

  private final BinnedRun a;
  private final BinnedRun b;
  private final Grouping by;
  private final Bounds bounds;
  private final int resamples;

  Comparison(BinnedRun a, BinnedRun b, Grouping by, Bounds bounds, int resamples) {
    this.a = a;
    this.b = b;
    this.by = by;
    this.bounds = bounds;
    this.resamples = resamples;
  }

  /** The answer; the names of the logs only stand in it. */
  LatencyComparison of(String baseline, String candidate, long seed, RandomGenerator random) {
    double blockA = block(a);
    double blockB = block(b);
    boolean enough = a.size() >= LEAST_BINS && b.size() >= LEAST_BINS;
    StationaryBootstrap bootstrap = new StationaryBootstrap(random);
    int drawn = enough ? resamples : 0;
    int[][] weightsA = bootstrap.weights(drawn, a.size(), blockA);
    int[][] weightsB = bootstrap.weights(drawn, b.size(), blockB);
    Map<String, Judgement> groups = new LinkedHashMap<>();
    List<Difference> family = new ArrayList<>();
    for (String name : names()) {
      Judgement group =
          new Judgement(
              name,
              new Side(a.bins(name), a.seconds(), weightsA),
              new Side(b.bins(name), b.seconds(), weightsB),
              !a.names().contains(name) ? baseline : b.names().contains(name) ? null : candidate,
              enough);
      groups.put(name, group);
      family.addAll(group.family());
    }
    double width = family.isEmpty() ? 0 : Certainty.width(family, resamples);
    List<LatencyComparison.Group> judged =
        groups.values().stream().map(group -> group.judge(width, bounds)).toList();
    Outcome outcome = Outcome.of(judged, bounds, enough);
    return new LatencyComparison(
        LatencyComparison.SCHEMA,
        new LatencyComparison.Side(baseline, a.size(), a.widthSeconds(), hundredths(blockA)),
        new LatencyComparison.Side(candidate, b.size(), b.widthSeconds(), hundredths(blockB)),
        by,
        100 * bounds.maxRegression(),
        100 * bounds.maxErrorRise(),
        100 * Certainty.CONFIDENCE,
        resamples,
        seed,
        family.size(),
        outcome.conclusion(),
        outcome.reason(),
        judged);
  }

  static double hundredths(double number) {
    return Math.round(number * 100) / 100.0;
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>(a.names());
    names.addAll(b.names());
    return names;
  }

  /**
   * The block length of a run: the longest that one of its percentiles asks for. A percentile moves
   * with how many values exceed it, so that is the series whose memory counts.
   */
  private static double block(BinnedRun run) {
    Side all = new Side(run.all(), run.seconds(), new int[0][]);
    return Stream.of(Quantile.P50, Quantile.P90, Quantile.P99)
        .mapToDouble(quantile -> BlockLength.of(all.excess(quantile)))
        .max()
        .orElseThrow();
  }
}
