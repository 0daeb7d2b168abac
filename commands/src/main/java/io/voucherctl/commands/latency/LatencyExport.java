package io.voucherctl.commands.latency;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that charts and spreadsheets of others need from a log. */
public record LatencyExport(
    String schema,
    List<String> files,
    Grouping by,
    List<Distribution> distributions,
    Iterable<Stretch> intervals) {
  public static final String SCHEMA = "voucherctl.latency-export/v1";

  /** All response times of one group, by percentile. */
  public record Distribution(
      @Nullable String tenant,
      @Nullable String operation,
      @Nullable String outcome,
      long count,
      List<Step> percentiles) {}

  /**
   * One step of a distribution.
   *
   * @param count of values that are not longer
   */
  public record Step(double percentile, double millis, long count) {}

  /** One interval of one group. */
  public record Stretch(
      Instant start,
      double seconds,
      @Nullable String tenant,
      @Nullable String operation,
      @Nullable String outcome,
      long offered,
      Map<String, Long> outcomes,
      LatencyFigures responseTime) {}
}
