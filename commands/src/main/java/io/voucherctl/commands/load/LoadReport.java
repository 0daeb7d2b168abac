package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param durationSeconds the measured time, warm-up excluded
 * @param valid false when the generator could not offer the load: then no figure proves anything
 * @param invalidReason why, or null
 * @param interrupted what ended the run early, or null
 * @param scheduleLag how late requests were sent for a reason of the generator's own
 * @param clamped durations that were longer than a histogram is
 */
public record LoadReport(
    String schema,
    double durationSeconds,
    double warmupSeconds,
    boolean valid,
    @Nullable String invalidReason,
    @Nullable ExitCode interrupted,
    List<OfTenant> tenants,
    LatencyFigures scheduleLag,
    long clamped)
    implements Verdict {
  public static final String SCHEMA = "voucherctl.load/v1";

  /**
   * One tenant's part. {@code offered} is the sum of the outcomes.
   *
   * @param targetRate requests per second that were asked for
   * @param achievedRate requests per second that were sent, dropped ones left out
   * @param throughput answers per second that were as expected
   * @param statuses how often each HTTP status came
   * @param unanswered in flight when the run was interrupted; in none of the other figures
   * @param responseTime from the intended start, of every request that was answered or timed out
   * @param serviceTime the same requests, from the moment they were really sent
   * @param responseTimeByOutcome the response times of each outcome that occurred
   */
  public record OfTenant(
      String tenant,
      double targetRate,
      double achievedRate,
      double throughput,
      long offered,
      Outcomes outcomes,
      Map<String, Long> statuses,
      long unanswered,
      LatencyFigures responseTime,
      LatencyFigures serviceTime,
      Map<String, LatencyFigures> responseTimeByOutcome) {}

  /** How the offered requests ended; see {@link Outcome}. */
  public record Outcomes(
      long ok, long rejected, long failed, long timeout, long refused, long reset, long dropped) {
    public long sum() {
      return ok + rejected + failed + timeout + connectError() + dropped;
    }

    /** No connection, or one that broke. */
    public long connectError() {
      return refused + reset;
    }

    static Outcomes of(TenantTally tally) {
      return new Outcomes(
          tally.sum(Outcome.OK),
          tally.sum(Outcome.REJECTED),
          tally.sum(Outcome.FAILED),
          tally.sum(Outcome.TIMEOUT),
          tally.sum(Outcome.REFUSED),
          tally.sum(Outcome.RESET),
          tally.sum(Outcome.DROPPED));
    }
  }

  @Override
  public ExitCode exitCode() {
    if (interrupted != null) {
      return interrupted;
    }
    return valid ? ExitCode.OK : ExitCode.INVALID_RUN;
  }
}
