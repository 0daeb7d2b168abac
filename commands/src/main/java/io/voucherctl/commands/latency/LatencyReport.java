package io.voucherctl.commands.latency;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What recorded logs say, group by group, in the order of their first interval. Several logs are
 * one run: the shards of several generators.
 *
 * @param start of the first interval
 * @param durationSeconds the time that the logs cover together
 */
public record LatencyReport(
    String schema,
    List<String> files,
    Instant start,
    double durationSeconds,
    Grouping by,
    List<Row> rows) {
  public static final String SCHEMA = "voucherctl.latency-report/v2";

  /**
   * One group of samples.
   *
   * @param tenant the tag of a log that is not ours; null, as the two after it, when the grouping
   *     does not tell them apart
   * @param offered how many requests there were, however they ended
   * @param throughputPerSecond of those that ended as expected
   * @param outcomes how often each outcome came; empty when the log does not tell
   * @param responseTime over what was answered or waited for in vain
   */
  public record Row(
      @Nullable String tenant,
      @Nullable String operation,
      @Nullable String outcome,
      long intervals,
      long offered,
      double offeredPerSecond,
      double throughputPerSecond,
      Map<String, Long> outcomes,
      LatencyFigures responseTime) {}
}
