package io.voucherctl.commands.console;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Verdict;
import java.io.PrintWriter;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options every leaf command has, and the one way from a result to stdout. */
public final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to write the result: ${COMPLETION-CANDIDATES}. Default: table.")
  private OutputFormat format = OutputFormat.table;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour: ${COMPLETION-CANDIDATES}. Default: auto; NO_COLOR is honoured.")
  private ColorMode color = ColorMode.auto;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no notes on stderr; errors stay.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show stack traces and the logs of libraries.")
  private boolean verbose;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final Terminal terminal;
  private final InstantSource clock;

  public OutputOptions(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Writes the result and returns its exit code: a {@link Verdict}'s own, else 0. */
  public <T> int show(T result, View<? super T> view) {
    PrintWriter out = command.commandLine().getOut();
    switch (format) {
      case json -> out.println(Documents.json(result));
      case yaml -> out.println(Documents.yaml(result));
      case table -> view.show(result, page(out, terminal.outIsTerminal()));
    }
    out.flush();
    ExitCode code = result instanceof Verdict verdict ? verdict.exitCode() : ExitCode.OK;
    return code.number();
  }

  /** What is said on the way, to stderr: progress, notes, warnings. */
  public Talk talk() {
    PrintWriter err = command.commandLine().getErr();
    return new Talk(err, terminal.errIsTerminal(), terminal.columns(), quiet);
  }

  /** Lines on stderr that replace themselves; null when no person would see them do so. */
  public @Nullable RedrawnBlock block() {
    return quiet || !terminal.errIsTerminal()
        ? null
        : new RedrawnBlock(command.commandLine().getErr(), paints(true));
  }

  /** True when the result is a document for a program, not a text for a person. */
  public boolean isDocument() {
    return format != OutputFormat.table;
  }

  public boolean isVerbose() {
    return verbose;
  }

  private Page page(PrintWriter out, boolean isTerminal) {
    return new Page(out, isTerminal, paints(isTerminal), clock.instant());
  }

  private boolean paints(boolean isTerminal) {
    return switch (color) {
      case always -> true;
      case never -> false;
      case auto -> isTerminal && !terminal.noColor();
    };
  }
}
