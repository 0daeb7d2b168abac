package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

class FailureHandlerTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aFailureIsOneLineAndAHintWithItsOwnCode() {
    assertThat(
            run(() -> {
              throw new Failure.Conflict("it changed", "look again");
            }))
        .isEqualTo(5);
    assertThat(err.toString()).isEqualTo("error: it changed\nhint: look again\n");
  }

  @Test
  void aFailureIsOneJsonObjectWhenJsonWasAskedFor() {
    assertThat(
            run(
                () -> {
                  throw new Failure.Unreachable("nobody there", null, null);
                },
                "-o",
                "json"))
        .isEqualTo(4);
    assertThat(err.toString())
        .isEqualTo(
            "{\"schema\":\"voucherctl.error/v1\",\"error\":\"nobody there\",\"hint\":null,"
                + "\"exitCode\":4}\n");
  }

  @Test
  void anythingElseIsABrokenRunWithoutAStackTrace() {
    assertThat(
            run(() -> {
              throw new IOException("disk full\nsecond line");
            }))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("error: disk full\nhint: ").doesNotContain("\tat ");
  }

  @Test
  void verboseShowsWhere() {
    assertThat(
            run(
                () -> {
                  throw new IOException("disk full");
                },
                "-v"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("\tat ").contains("error: disk full");
  }

  @Test
  void aWrongOptionIsUsage() {
    assertThat(run(() -> 0, "--outptu", "json")).isEqualTo(2);
    assertThat(err.toString()).startsWith("error: Unknown option").contains("hint: ");
  }

  private int run(Callable<Integer> body, String... args) {
    FailureHandler failures = new FailureHandler();
    CommandLine command = new CommandLine(new Probe(body));
    command
        .getCommandSpec()
        .addOption(OptionSpec.builder("-o", "--output").type(String.class).build())
        .addOption(OptionSpec.builder("-v").build());
    return command
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Command(name = "probe")
  private static final class Probe implements Callable<Integer> {
    private final Callable<Integer> body;

    Probe(Callable<Integer> body) {
      this.body = body;
    }

    @Override
    public Integer call() throws Exception {
      return body.call();
    }
  }
}
