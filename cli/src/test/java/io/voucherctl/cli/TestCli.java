package io.voucherctl.cli;

import io.voucherctl.commands.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** The real command tree in surroundings that hold nothing. */
final class TestCli {
  /** Help and scripts are text already; there is no result to write in another form. */
  private static final Set<String> TEXT_ONLY = Set.of("help", "completion", "__complete");

  private TestCli() {}

  static Cli make() {
    return make(Map.of());
  }

  static Cli make(Map<String, String> environment) {
    return make(environment, Path.of("/nonexistent"));
  }

  static Cli make(Map<String, String> environment, Path home) {
    Surroundings around =
        new Surroundings(
            environment,
            Path.of("").toAbsolutePath(),
            home,
            "tester",
            Terminal.NONE,
            Path.of("java"),
            "",
            null,
            "");
    return Cli.of(
        around,
        Shutdown.install(Duration.ZERO),
        new Resources(),
        new PrintWriter(new StringWriter()),
        new PrintWriter(new StringWriter()));
  }

  static boolean writesNoResult(CommandLine command) {
    return TEXT_ONLY.contains(command.getCommandName());
  }
}
