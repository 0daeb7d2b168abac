package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.compare.LatencyComparison.Conclusion;
import java.util.ArrayList;
import java.util.List;

/** What all groups together say, in one sentence. */
record Outcome(Conclusion conclusion, String reason) {
  static Outcome of(List<LatencyComparison.Group> groups, Bounds bounds, boolean enough) {
    if (!enough) {
      return new Outcome(
          Conclusion.inconclusive,
          "each run needs at least " + Comparison.LEAST_BINS + " intervals");
    }
    long regressed = count(groups, Finding.regressed);
    long uncertain = count(groups, Finding.uncertain);
    if (regressed > 0) {
      return new Outcome(
          Conclusion.regressed, differences(regressed) + " worse than allowed: " + named(groups));
    }
    List<String> unjudged =
        groups.stream().filter(Outcome::unjudged).map(LatencyComparison.Group::name).toList();
    if (!unjudged.isEmpty()) {
      return new Outcome(
          Conclusion.inconclusive, "too few requests to judge " + shortened(unjudged));
    }
    if (uncertain == 0) {
      return new Outcome(Conclusion.noRegression, "no difference is worse than allowed");
    }
    return new Outcome(
        bounds.strict() ? Conclusion.inconclusive : Conclusion.noRegression,
        differences(uncertain)
            + " uncertain: no regression shows, but longer or calmer runs are needed to rule it"
            + " out");
  }

  private static boolean unjudged(LatencyComparison.Group group) {
    return group.missingIn() != null
        || group.responseTime().stream().allMatch(time -> time.finding() == Finding.tooFew);
  }

  private static String named(List<LatencyComparison.Group> groups) {
    List<String> names = new ArrayList<>();
    for (LatencyComparison.Group group : groups) {
      group.responseTime().stream()
          .filter(time -> time.finding() == Finding.regressed)
          .forEach(time -> names.add(group.name() + " " + time.percentile()));
      if (group.throughput().finding() == Finding.regressed) {
        names.add(group.name() + " throughput");
      }
      if (group.errors().finding() == Finding.regressed) {
        names.add(group.name() + " errors");
      }
    }
    return shortened(names);
  }

  private static String shortened(List<String> names) {
    int shown = Math.min(names.size(), 5);
    String list = String.join(", ", names.subList(0, shown));
    return names.size() == shown ? list : list + " and " + (names.size() - shown) + " more";
  }

  private static String differences(long count) {
    return count == 1 ? "1 difference is" : count + " differences are";
  }

  private static long count(List<LatencyComparison.Group> groups, Finding finding) {
    return groups.stream()
        .mapToLong(group ->
            group.responseTime().stream().filter(time -> time.finding() == finding).count()
                + (group.throughput().finding() == finding ? 1 : 0)
                + (group.errors().finding() == finding ? 1 : 0))
        .sum();
  }
}
