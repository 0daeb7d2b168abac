package io.voucherctl.commands.load;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.LoadReport.OfOperation;
import io.voucherctl.commands.load.LoadReport.OfTenant;
import io.voucherctl.commands.load.LoadReport.Outcomes;
import io.voucherctl.commands.load.LoadReport.RateChange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadViewTest {
  private static final LatencyFigures LAG = new LatencyFigures(3_000, 70, 110, 420, 900, 1_300);
  private static final LatencyFigures NOTHING = LatencyFigures.NONE;
  private static final LatencyFigures ALL =
      new LatencyFigures(1_500, 840, 3_142, 27_180, 99_999, 2_100_000);
  private static final LatencyFigures SERVED =
      new LatencyFigures(1_500, 800, 3_000, 27_000, 99_000, 2_000_000);
  private static final List<OfTenant> EVERY_ENDING =
      List.of(acme(new Outcomes(900, 500, 60, 40, 15, 5, 5)), quiet());

  @Test
  void aValidRunLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    OfTenant fine = acme(new Outcomes(1_500, 0, 0, 0, 0, 0, 0));
    Golden.check("load/valid", report(List.of(fine, quiet()), null, null), new LoadView());
  }

  @Test
  void everyWayToEndHasAColumnAndStillFitsAHundredColumns() throws Exception {
    Golden.check("load/every-ending", report(EVERY_ENDING, null, null), new LoadView());
  }

  @Test
  void anInvalidRunMarksItsTimesAndSaysWhy() throws Exception {
    String reason = "the generator was late: schedule lag p99 73.0ms";
    Golden.check("load/invalid", report(EVERY_ENDING, reason, null), new LoadView());
  }

  @Test
  void anInterruptedRunSaysSoBelowTheTable() throws Exception {
    Golden.check(
        "load/interrupted", report(EVERY_ENDING, null, ExitCode.INTERRUPTED), new LoadView());
  }

  @Test
  void aJudgedRunShowsWhatItWasHeldAgainst() throws Exception {
    LoadReport report =
        new LoadReport(
            LoadReport.SCHEMA,
            30.5,
            2,
            LoadReport.CLOSED,
            "1/3",
            true,
            null,
            null,
            "error rate > 50% over 2s",
            EVERY_ENDING,
            LAG,
            0,
            List.of(new RateChange(4.2, 1.1), new RateChange(9, 2.2)),
            List.of(
                new ThresholdResult(
                    "tenant=acme p99 > 250ms over 10s",
                    ThresholdResult.Word.BREACHED,
                    312_345.0,
                    250_000,
                    ValueUnit.TIME,
                    480,
                    12,
                    22,
                    19.0,
                    null),
                new ThresholdResult(
                    "error rate > 8%",
                    ThresholdResult.Word.PASSED,
                    7.87,
                    8,
                    ValueUnit.PERCENT,
                    1_525,
                    0,
                    30.5,
                    null,
                    null),
                ThresholdResult.notJudged(
                    Threshold.parse("tenant=quiet-one max > 2s"), "no such request was answered")),
            List.of(
                new ConservationResult(
                    "acme",
                    ConservationResult.Word.EXCEEDED,
                    "20/s burst 40",
                    900,
                    65,
                    650L,
                    250,
                    3.0,
                    5.0,
                    null),
                new ConservationResult(
                    "quiet-one",
                    ConservationResult.Word.UNKNOWN,
                    null,
                    0,
                    1,
                    null,
                    0,
                    null,
                    null,
                    "quotas were changed during the run")));
    Golden.check("load/judged", report, new LoadView());
  }

  private static LoadReport report(
      List<OfTenant> tenants, @Nullable String invalid, @Nullable ExitCode interrupted) {
    return new LoadReport(
        LoadReport.SCHEMA,
        30.5,
        2,
        LoadReport.OPEN,
        null,
        invalid == null,
        invalid,
        interrupted,
        null,
        tenants,
        LAG,
        0,
        List.of(),
        List.of(),
        List.of());
  }

  private static OfTenant acme(Outcomes outcomes) {
    return new OfTenant(
        "acme",
        50,
        49.97,
        30,
        outcomes.sum(),
        outcomes,
        Map.of("200", outcomes.ok()),
        0,
        ALL,
        SERVED,
        Map.of("ok", ALL),
        List.of(
            new OfOperation("redeem", 300, new TreeMap<>(Map.of("ok", 290L, "reset", 10L)), SERVED),
            new OfOperation("validate", 1_200, Map.of("ok", 1_200L), ALL)));
  }

  private static OfTenant quiet() {
    return new OfTenant(
        "quiet-one",
        1 / 60.0,
        0,
        0,
        0,
        new Outcomes(0, 0, 0, 0, 0, 0, 0),
        Map.of(),
        1,
        NOTHING,
        NOTHING,
        Map.of(),
        List.of());
  }
}
