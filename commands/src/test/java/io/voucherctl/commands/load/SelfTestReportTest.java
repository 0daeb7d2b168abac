package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelfTestReportTest {
  private static final double MILLI = 1e6;
  private static final SelfTestReport.Figure RIGHT =
      SelfTestReport.Figure.of("p50", 20 * MILLI, 20_400);
  private static final SelfTestReport.Figure WRONG =
      SelfTestReport.Figure.of("p99", 2_940 * MILLI, 36_700);

  @Test
  void twoPercentOrTwoHundredMicrosecondsAreAllowed() {
    assertThat(SelfTestReport.Figure.of("p50", 20 * MILLI, 20_400).passed()).isTrue();
    assertThat(SelfTestReport.Figure.of("p50", 20 * MILLI, 19_600).passed()).isTrue();
    assertThat(SelfTestReport.Figure.of("p50", 20 * MILLI, 20_401).passed()).isFalse();
    assertThat(SelfTestReport.Figure.of("p50", MILLI, 1_200).passed()).isTrue();
    assertThat(SelfTestReport.Figure.of("p50", MILLI, 1_201).passed()).isFalse();
  }

  @Test
  void oneWrongFigureOrOneMissingRequestFails() {
    assertThat(of("a", 1_200, RIGHT).passed()).isTrue();
    assertThat(of("a", 1_200, RIGHT, WRONG).passed()).isFalse();
    assertThat(of("a", 1_199, RIGHT).passed()).isFalse();
  }

  @Test
  void theVerdictIsTheExitCode() {
    assertThat(report(true, null).exitCode()).isEqualTo(ExitCode.OK);
    assertThat(report(false, null).exitCode()).isEqualTo(ExitCode.BREACHED);
    assertThat(report(false, "the generator was late").exitCode()).isEqualTo(ExitCode.INVALID_RUN);
  }

  @Test
  void looksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("load/selftest-passed", report(true, null), new SelfTestView());
    Golden.check("load/selftest-failed", report(false, null), new SelfTestView());
  }

  @Test
  void comparesWhatEachCaseGotWithWhatItMustGet() {
    SelfTestPlan plan = SelfTestPlan.standard(RunRecord.Clock.INTENDED_START);
    List<LatencyFigures> right = plan.cases().stream().map(one -> recorded(one.load())).toList();
    assertThat(of(plan, right).passed()).isTrue();
    assertThat(of(plan, right).cases()).hasSize(6).allMatch(SelfTestReport.OfCase::passed);

    List<LatencyFigures> hidden =
        plan.cases().stream()
            .map(one ->
                new LatencyFigures(
                    one.load().requests(), 30_000, 36_000, 39_000, 3_000_000, 3_030_000))
            .toList();
    assertThat(of(plan, hidden).exitCode()).isEqualTo(ExitCode.BREACHED);
  }

  private static SelfTestReport of(SelfTestPlan plan, List<LatencyFigures> recorded) {
    return SelfTestReport.of(plan, 1, recorded, LatencyFigures.NONE, null, null);
  }

  private static SelfTestReport.OfCase of(
      String name, long count, SelfTestReport.Figure... figures) {
    return new SelfTestReport.OfCase(name, "20ms", 1_200, count, List.of(figures));
  }

  private static SelfTestReport report(boolean passed, @Nullable String invalidReason) {
    return new SelfTestReport(
        SelfTestReport.SCHEMA,
        passed ? "intended-start" : "actual-send",
        passed ? 1 : 3,
        passed,
        invalidReason,
        null,
        passed
            ? List.of(of("constant", 1_200, RIGHT))
            : List.of(of("constant", 1_199, RIGHT), of("stall-queue", 1_200, RIGHT, WRONG)),
        new LatencyFigures(2_400, 12, 26, 251, 900, 1_300));
  }

  private static LatencyFigures recorded(KnownLoad load) {
    double[] times = load.responseTimes();
    var histogram = LatencyFigures.histogram();
    for (double time : times) {
      histogram.recordValue(Math.round(time));
    }
    return LatencyFigures.of(histogram);
  }
}
