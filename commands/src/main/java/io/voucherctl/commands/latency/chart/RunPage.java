package io.voucherctl.commands.latency.chart;

import java.time.Instant;
import java.util.List;

/**
 * What a report's page shows. Every text of it is escaped; none is trusted.
 *
 * @param started when the measured time began
 * @param written when the page was made
 * @param verdicts whether the run counts, and each threshold; empty when nobody judged
 * @param plan what was asked for; empty when that is not known
 * @param environment versions and the like
 */
public record RunPage(
    String title,
    Instant started,
    Instant written,
    List<Fact> verdicts,
    List<Fact> plan,
    List<Fact> environment,
    RunSeries series) {
  public RunPage {
    verdicts = List.copyOf(verdicts);
    plan = List.copyOf(plan);
    environment = List.copyOf(environment);
  }
}
