package io.voucherctl.cli;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The command tree, ready to execute an argv. */
final class Cli {
  private final CommandLine root;

  private Cli(CommandLine root) {
    this.root = root;
  }

  static Cli of(
      Surroundings around,
      Shutdown shutdown,
      Resources resources,
      PrintWriter out,
      PrintWriter err) {
    Wiring wiring = new Wiring(around, shutdown, resources);
    CommandLine root = new CommandLine(RootCommand.class, wiring);
    Wiring.addCommands(root, wiring);
    addHelp(root.getCommandSpec(), new Version());
    FailureHandler failures = new FailureHandler();
    boolean paint = around.terminal().outIsTerminal() && !around.terminal().noColor();
    root.registerConverter(Duration.class, worded(Durations::parse))
        .registerConverter(Rate.class, worded(Rate::parse))
        .registerConverter(URI.class, worded(Cli::uri))
        .setDefaultValueProvider(new Settings(around.environment(), around.home()))
        .setExecutionStrategy(Cli::run)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setColorScheme(CommandLine.Help.defaultColorScheme(paint ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.clamp(around.terminal().columns(), 80, 120))
        .setOut(out)
        .setErr(err);
    return new Cli(root);
  }

  /** On every command; picocli's inherited scope would hand the root's footer down as well. */
  private static void addHelp(CommandSpec command, Version version) {
    command.mixinStandardHelpOptions(true).versionProvider(version);
    command.subcommands().values().forEach(sub -> addHelp(sub.getCommandSpec(), version));
  }

  /** Runs the command; {@code -v} lets the libraries' logs through, which are silent otherwise. */
  private static int run(ParseResult parsed) {
    List<CommandLine> chain = parsed.asCommandLineList();
    boolean verbose =
        chain.getLast().getCommandSpec().mixins().values().stream()
            .anyMatch(mixin -> mixin.userObject() instanceof OutputOptions o && o.isVerbose());
    if (verbose) {
      Logger.getLogger("").setLevel(Level.INFO);
    }
    return new RunLast().execute(parsed);
  }

  CommandLine commandLine() {
    return root;
  }

  int execute(String... args) {
    try {
      return root.execute(args);
    } catch (Failure failure) {
      // Settings are read while the command line is parsed, before picocli's handlers are in force.
      return new FailureHandler().handle(failure, root.getErr(), List.of(args));
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + text + "' is not a URL", e);
    }
  }

  /** A converter whose refusal is the parser's own sentence, not picocli's wrapping of it. */
  private static <T> ITypeConverter<T> worded(ITypeConverter<T> parse) {
    return text -> {
      try {
        return parse.convert(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }
}
