package io.voucherctl.commands.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void theNumbersAreThoseThatScriptsBranchOn() {
    Map<String, Integer> numbers =
        Arrays.stream(ExitCode.values())
            .collect(Collectors.toMap(ExitCode::name, ExitCode::number));
    assertThat(numbers)
        .isEqualTo(
            Map.of(
                "OK", 0,
                "FAILED", 1,
                "USAGE", 2,
                "BREACHED", 3,
                "UNREACHABLE", 4,
                "CONFLICT", 5,
                "INVALID_RUN", 6,
                "INTERRUPTED", 130,
                "TERMINATED", 143));
  }

  @Test
  void everyCodeSaysWhatItMeansInWordsOfItsOwn() {
    assertThat(ExitCode.values())
        .extracting(ExitCode::meaning)
        .doesNotHaveDuplicates()
        .allSatisfy(meaning -> assertThat(meaning).isNotBlank());
  }

  @Test
  void everyFailureHasItsCode() {
    assertThat(new Failure.BadInput("b").code()).isEqualTo(ExitCode.USAGE);
    assertThat(new Failure.Unreachable("u", null, null).code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(new Failure.NotFound("n", null).code()).isEqualTo(ExitCode.FAILED);
    assertThat(new Failure.Conflict("c", null).code()).isEqualTo(ExitCode.CONFLICT);
    assertThat(new Failure.Broken("b", null, null).code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aFailureHasALineAndPerhapsAHint() {
    Failure failure = new Failure.BadInput("no tenant 'acm'", "did you mean acme?");
    assertThat(failure.line()).isEqualTo("no tenant 'acm'");
    assertThat(failure.hint()).isEqualTo("did you mean acme?");
    assertThat(new Failure.BadInput("x").hint()).isNull();
  }
}
