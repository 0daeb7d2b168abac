package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import io.voucherctl.commands.latency.Grouping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one run is slower than another. The intervals of all differences hold at once with the
 * stated confidence.
 *
 * @param seed of the resampling: the same logs and seed give the same answer
 * @param differences how many were judged
 */
public record LatencyComparison(
    String schema,
    Side baseline,
    Side candidate,
    Grouping by,
    double maxRegressionPercent,
    double maxErrorRisePoints,
    double confidencePercent,
    int resamples,
    long seed,
    int differences,
    Conclusion conclusion,
    String reason,
    List<Group> groups)
    implements Verdict {
  public static final String SCHEMA = "voucherctl.latency-comparison/v1";

  /** What the comparison as a whole says. */
  public enum Conclusion {
    regressed,
    noRegression,
    inconclusive
  }

  /**
   * One of the runs.
   *
   * @param intervals how many stretches of it were resampled
   * @param blockIntervals the mean length of the blocks
   */
  public record Side(String file, int intervals, double intervalSeconds, double blockIntervals) {}

  /**
   * One tenant or operation.
   *
   * @param missingIn the log that does not know it, or null
   */
  public record Group(
      String name,
      @Nullable String missingIn,
      List<PercentileChange> responseTime,
      RateChange throughput,
      ShareChange errors) {}

  /** The last three are null when there were too few requests. */
  public record PercentileChange(
      String percentile,
      long baselineMicros,
      long candidateMicros,
      Finding finding,
      @Nullable Double differencePercent,
      @Nullable Double lowPercent,
      @Nullable Double highPercent) {}

  /** Answers as expected per second. A negative difference is the bad one. */
  public record RateChange(
      double baselinePerSecond,
      double candidatePerSecond,
      Finding finding,
      @Nullable Double differencePercent,
      @Nullable Double lowPercent,
      @Nullable Double highPercent) {}

  /** Requests that failed, timed out, were refused, reset or dropped, of all. */
  public record ShareChange(
      double baselinePercent,
      double candidatePercent,
      Finding finding,
      @Nullable Double differencePoints,
      @Nullable Double lowPoints,
      @Nullable Double highPoints) {}

  @Override
  public ExitCode exitCode() {
    return switch (conclusion) {
      case regressed -> ExitCode.BREACHED;
      case inconclusive -> ExitCode.INVALID_RUN;
      case noRegression -> ExitCode.OK;
    };
  }
}
