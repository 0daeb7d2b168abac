package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;

class OutputOptionsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:10:00Z");

  private record Answer(String word, Instant at) {}

  private record Breach(String word) implements Verdict {
    @Override
    public ExitCode exitCode() {
      return ExitCode.BREACHED;
    }
  }

  @Command(name = "answer")
  private static final class Answering implements Callable<Integer> {
    @Mixin private OutputOptions output;
    private final Object result;

    Answering(Object result) {
      this.result = result;
    }

    @Override
    public Integer call() {
      output.talk().note("document " + output.isDocument() + ", verbose " + output.isVerbose());
      return output.show(result, (answer, page) -> page.line(((Answer) answer).word(), Tone.GOOD));
    }
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTableIsTheDefaultAndGoesToStdoutAlone() {
    assertThat(run(Terminal.NONE)).isZero();
    assertThat(out).hasToString("fine\n");
    assertThat(err).hasToString("document false, verbose false\n");
  }

  @Test
  void jsonIsOneLine() {
    assertThat(run(Terminal.NONE, "-o", "json", "-v")).isZero();
    assertThat(out).hasToString("{\"word\":\"fine\",\"at\":\"2030-01-01T00:10:00Z\"}\n");
    assertThat(err).hasToString("document true, verbose true\n");
  }

  @Test
  void yamlHasNoDocumentMarker() {
    assertThat(run(Terminal.NONE, "--output=yaml", "-q")).isZero();
    assertThat(out).hasToString("word: \"fine\"\nat: \"2030-01-01T00:10:00Z\"\n");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "auto,   true,  false, true",
    "auto,   true,  true,  false",
    "auto,   false, false, false",
    "always, true,  true,  true",
    "always, false, true,  true",
    "never,  true,  false, false"
  })
  void colourIsChosenByTheFlagThenByNoColorThenByTheTerminal(
      String when, boolean terminal, boolean noColor, boolean painted) {
    run(new Terminal(terminal, terminal, 80, noColor), "--color", when);
    assertThat(out).hasToString(painted ? "\u001b[32mfine\u001b[0m\n" : "fine\n");
  }

  @Test
  void colourIsAutomaticUnlessSomebodySaysOtherwise() {
    run(new Terminal(true, true, 80, false));
    assertThat(out).hasToString("\u001b[32mfine\u001b[0m\n");
  }

  @Test
  void aDocumentIsNeverPainted() {
    run(new Terminal(true, true, 80, false), "-o", "json", "--color", "always");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void aVerdictNamesItsOwnExitCode() {
    assertThat(run(new Breach("bad"), Terminal.NONE, "-o", "json")).isEqualTo(3);
    assertThat(out.toString()).contains("\"word\":\"bad\"");
  }

  @Test
  void aFormatOrColourThatIsNoneIsAUsageError() {
    assertThat(run(Terminal.NONE, "-o", "xml")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "--color", "sometimes")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  private int run(Terminal terminal, String... arguments) {
    return run(new Answer("fine", NOW), terminal, arguments);
  }

  private int run(Object result, Terminal terminal, String... arguments) {
    OutputOptions output = new OutputOptions(terminal, () -> NOW);
    IFactory factory =
        new IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            return type == OutputOptions.class
                ? type.cast(output)
                : CommandLine.defaultFactory().create(type);
          }
        };
    return new CommandLine(new Answering(result), factory)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
