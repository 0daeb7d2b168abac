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
 * @param model {@code open}, or {@code closed} when requests wait for answers: then response times
 *     leave out what callers would have waited; {@code mixed} when some tenants' do
 * @param shard which part of the load this generator sent, such as {@code 1/3}; null for all
 * @param valid false when the generator could not offer the load: then no figure proves anything
 * @param invalidReason why, or null
 * @param interrupted what ended the run early, or null
 * @param aborted the condition that ended the run early, or null
 * @param scheduleLag how late requests were sent for a reason of the generator's own
 * @param clamped durations that were longer than a histogram is
 * @param rateChanges what was changed while it ran; empty when the plan was followed as it stands
 */
public record LoadReport(
    String schema,
    double durationSeconds,
    double warmupSeconds,
    String model,
    @Nullable String shard,
    boolean valid,
    @Nullable String invalidReason,
    @Nullable ExitCode interrupted,
    @Nullable String aborted,
    List<OfTenant> tenants,
    LatencyFigures scheduleLag,
    long clamped,
    List<RateChange> rateChanges,
    List<ThresholdResult> thresholds,
    List<ConservationResult> conservation)
    implements Verdict {
  public static final String SCHEMA = "voucherctl.load/v2";
  public static final String OPEN = "open";
  public static final String CLOSED = "closed";
  public static final String MIXED = "mixed";

  public LoadReport {
    tenants = List.copyOf(tenants);
    rateChanges = List.copyOf(rateChanges);
    thresholds = List.copyOf(thresholds);
    conservation = List.copyOf(conservation);
  }

  /**
   * One tenant's part. {@code offered} is the sum of the outcomes.
   *
   * @param targetRate requests per second that were asked for, on average; 0 in a closed model
   * @param achievedRate requests per second that were sent, dropped ones left out
   * @param throughput answers per second that were as expected
   * @param statuses how often each HTTP status came
   * @param unanswered in flight when the run was interrupted; in none of the other figures
   * @param responseTime from the intended start, of every request that was answered or timed out
   * @param serviceTime the same requests, from the moment they were really sent
   * @param responseTimeByOutcome the response times of each outcome that occurred
   * @param operations what was called
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
      Map<String, LatencyFigures> responseTimeByOutcome,
      List<OfOperation> operations) {
    OfTenant withOperations(List<OfOperation> own) {
      return new OfTenant(
          tenant,
          targetRate,
          achievedRate,
          throughput,
          offered,
          outcomes,
          statuses,
          unanswered,
          responseTime,
          serviceTime,
          responseTimeByOutcome,
          own);
    }
  }

  /**
   * One tenant's calls of one operation.
   *
   * @param outcomes how often each occurred; those that did not are missing
   */
  public record OfOperation(
      String operation, long offered, Map<String, Long> outcomes, LatencyFigures responseTime) {}

  /**
   * The rates of the whole plan were changed.
   *
   * @param atSeconds of the measured time, negative in the warm-up
   * @param factor of the planned rates, from then on
   */
  public record RateChange(double atSeconds, double factor) {}

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

  /**
   * A person's interrupt comes first. An invalid run can neither pass nor fail: its figures would
   * be the generator's. Then anything bad counts, and what could not be judged is no pass.
   */
  @Override
  public ExitCode exitCode() {
    if (interrupted != null) {
      return interrupted;
    }
    if (!valid) {
      return ExitCode.INVALID_RUN;
    }
    boolean passed =
        aborted == null
            && thresholds.stream().allMatch(one -> one.verdict() == ThresholdResult.Word.PASSED)
            && conservation.stream()
                .noneMatch(one -> one.verdict() == ConservationResult.Word.EXCEEDED);
    return passed ? ExitCode.OK : ExitCode.BREACHED;
  }
}
