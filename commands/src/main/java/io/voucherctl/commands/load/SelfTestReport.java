package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the generator recorded against what it must have recorded.
 *
 * @param clock where response times were counted from
 * @param rounds how often it was tried; a machine that is busy with other things may need more than
 *     one, a clock that is wrong fails in all
 * @param invalidReason why the run proves nothing, or null
 * @param interrupted what ended it early, or null
 */
record SelfTestReport(
    String schema,
    String clock,
    int rounds,
    boolean passed,
    @Nullable String invalidReason,
    @Nullable ExitCode interrupted,
    List<OfCase> cases,
    LatencyFigures scheduleLag)
    implements Verdict {
  static final String SCHEMA = "voucherctl.load-selftest/v1";

  private static final double ALLOWED_SHARE = 0.02;
  private static final long ALLOWED_MICROS = 200;

  /** One behaviour of the server. */
  record OfCase(
      String name, String behaviour, long expectedCount, long count, List<Figure> figures) {
    boolean passed() {
      return count == expectedCount && figures.stream().allMatch(Figure::passed);
    }
  }

  /** One percentile; {@code max} is one too. */
  record Figure(
      String percentile,
      long expectedMicros,
      long recordedMicros,
      long errorMicros,
      long allowedMicros,
      boolean passed) {
    static Figure of(String percentile, double expectedNanos, long recordedMicros) {
      long expected = Math.round(expectedNanos / 1_000);
      long allowed = Math.max(ALLOWED_MICROS, Math.round(expected * ALLOWED_SHARE));
      long error = recordedMicros - expected;
      return new Figure(
          percentile, expected, recordedMicros, error, allowed, Math.abs(error) <= allowed);
    }
  }

  /** Compares the response times of a run, in the order of the cases. */
  static SelfTestReport of(
      SelfTestPlan plan,
      int round,
      List<LatencyFigures> recorded,
      LatencyFigures scheduleLag,
      @Nullable String invalidReason,
      @Nullable ExitCode interrupted) {
    List<OfCase> cases = new ArrayList<>();
    for (int i = 0; i < plan.cases().size(); i++) {
      cases.add(of(plan.cases().get(i), recorded.get(i)));
    }
    return new SelfTestReport(
        SCHEMA,
        plan.clock() == RunRecord.Clock.INTENDED_START ? "intended-start" : "actual-send",
        round,
        invalidReason == null && interrupted == null && cases.stream().allMatch(OfCase::passed),
        invalidReason,
        interrupted,
        cases,
        scheduleLag);
  }

  private static OfCase of(SelfTestPlan.Case known, LatencyFigures recorded) {
    double[] must = known.load().responseTimes();
    return new OfCase(
        known.tenant(),
        known.behaviour(),
        must.length,
        recorded.count(),
        List.of(
            Figure.of("p50", at(must, 0.5), recorded.p50Micros()),
            Figure.of("p90", at(must, 0.9), recorded.p90Micros()),
            Figure.of("p99", at(must, 0.99), recorded.p99Micros()),
            Figure.of("p99.9", at(must, 0.999), recorded.p999Micros()),
            Figure.of("max", must[must.length - 1], recorded.maxMicros())));
  }

  /** The nearest rank, as histograms have it. */
  private static double at(double[] sorted, double share) {
    return sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }

  @Override
  public ExitCode exitCode() {
    if (interrupted != null) {
      return interrupted;
    }
    if (invalidReason != null) {
      return ExitCode.INVALID_RUN;
    }
    return passed ? ExitCode.OK : ExitCode.BREACHED;
  }
}
