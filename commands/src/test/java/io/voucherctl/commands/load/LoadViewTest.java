package io.voucherctl.commands.load;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadViewTest {
  private static final LatencyFigures LAG = new LatencyFigures(3_000, 70, 110, 420, 900, 1_300);
  private static final LatencyFigures NOTHING = LatencyFigures.NONE;

  @Test
  void aValidRunLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("load/valid", report(true, null, null), new LoadView());
  }

  @Test
  void anInvalidRunSaysSoBelowTheTable() throws Exception {
    String reason = "the generator was late: schedule lag p99 73.0ms";
    Golden.check("load/invalid", report(false, reason, null), new LoadView());
  }

  @Test
  void anInterruptedRunSaysSoBelowTheTable() throws Exception {
    Golden.check("load/interrupted", report(true, null, ExitCode.INTERRUPTED), new LoadView());
  }

  private static LoadReport report(boolean valid, String reason, ExitCode interrupted) {
    LatencyFigures acme = new LatencyFigures(1_500, 840, 3_142, 27_180, 99_999, 2_100_000);
    LatencyFigures served = new LatencyFigures(1_500, 800, 3_000, 27_000, 99_000, 2_000_000);
    return new LoadReport(
        LoadReport.SCHEMA,
        30.5,
        2,
        valid,
        reason,
        interrupted,
        List.of(
            new LoadReport.OfTenant(
                "acme",
                50,
                49.97,
                30,
                1_525,
                new LoadReport.Outcomes(900, 500, 60, 40, 15, 5, 5),
                Map.of("200", 900L),
                0,
                acme,
                served,
                Map.of("ok", acme)),
            new LoadReport.OfTenant(
                "quiet-one",
                1 / 60.0,
                0,
                0,
                0,
                new LoadReport.Outcomes(0, 0, 0, 0, 0, 0, 0),
                Map.of(),
                1,
                NOTHING,
                NOTHING,
                Map.of())),
        LAG,
        0);
  }
}
