package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadExitCodeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // interrupted | valid | aborted | threshold | conservation | exit
        "-          | true  | -        | -          | -        | OK",
        "-          | true  | -        | PASSED     | HOLDS    | OK",
        "-          | true  | -        | PASSED     | UNKNOWN  | OK",
        "-          | true  | -        | BREACHED   | HOLDS    | BREACHED",
        "-          | true  | -        | NOT_JUDGED | HOLDS    | BREACHED",
        "-          | true  | -        | PASSED     | EXCEEDED | BREACHED",
        "-          | true  | max > 1s | PASSED     | HOLDS    | BREACHED",
        "-          | false | -        | PASSED     | HOLDS    | INVALID_RUN",
        "-          | false | -        | BREACHED   | EXCEEDED | INVALID_RUN",
        "-          | false | max > 1s | BREACHED   | EXCEEDED | INVALID_RUN",
        "INTERRUPTED| true  | -        | PASSED     | HOLDS    | INTERRUPTED",
        "INTERRUPTED| true  | -        | BREACHED   | EXCEEDED | INTERRUPTED",
        "INTERRUPTED| false | -        | BREACHED   | EXCEEDED | INTERRUPTED",
        "TERMINATED | true  | -        | NOT_JUDGED | HOLDS    | TERMINATED",
      })
  void aPersonsInterruptComesFirstThenAnInvalidRunThenWhatIsBad(
      @Nullable ExitCode interrupted,
      boolean valid,
      @Nullable String aborted,
      ThresholdResult.@Nullable Word threshold,
      ConservationResult.@Nullable Word conservation,
      ExitCode exit) {
    LoadReport report =
        new LoadReport(
            LoadReport.SCHEMA,
            1,
            0,
            LoadReport.OPEN,
            null,
            valid,
            valid ? null : "late",
            interrupted,
            aborted,
            List.of(),
            LatencyFigures.NONE,
            0,
            List.of(),
            threshold == null ? List.of() : List.of(result(threshold)),
            conservation == null ? List.of() : List.of(result(conservation)));
    assertThat(report.exitCode()).isEqualTo(exit);
  }

  private static ThresholdResult result(ThresholdResult.Word word) {
    return new ThresholdResult("max > 1s", word, 1.0, 1, ValueUnit.TIME, 1, 0, 1, null, null);
  }

  private static ConservationResult result(ConservationResult.Word word) {
    return new ConservationResult("acme", word, "1/s burst 1", 1, 0, 1L, 0, null, null, null);
  }
}
