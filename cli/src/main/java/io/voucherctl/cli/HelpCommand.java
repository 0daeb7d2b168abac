package io.voucherctl.cli;

import io.voucherctl.commands.exit.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Help on a command, or on the topic {@code exit-codes}. */
@Command(
    name = "help",
    header = "Show help on a command, or on the topic exit-codes.",
    helpCommand = true)
final class HelpCommand implements Runnable {
  static final String EXIT_CODES = "exit-codes";

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      completionCandidates = Topics.class,
      description = "A command, or exit-codes.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  /** What can be asked about beside commands. */
  static final class Topics extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Topics() {
      super(List.of(EXIT_CODES));
    }
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (words.equals(List.of(EXIT_CODES))) {
      out.println("Exit codes of every voucherctl command:");
      for (ExitCode code : ExitCode.values()) {
        out.printf("  %3d  %-12s %s%n", code.number(), word(code), code.meaning());
      }
      return;
    }
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(spec.commandLine(), "no command or topic '" + word + "'");
      }
      command = next;
    }
    command.usage(out);
  }

  private static String word(ExitCode code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
