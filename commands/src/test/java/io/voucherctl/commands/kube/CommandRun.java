package io.voucherctl.commands.kube;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Terminal;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Durations;
import io.voucherctl.server.quota.Rate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.TypeConversionException;

/** Runs a command line in-process, with given commands, at 2030-01-01T00:10:00Z. */
public record CommandRun(int exit, String out, String err) {
  public static final Instant NOW = Instant.parse("2030-01-01T00:10:00Z");

  /**
   * A group of commands.
   *
   * @param commands made by hand; picocli makes all others
   */
  public static CommandLine line(Class<?> group, boolean terminal, List<Object> commands) {
    Terminal ends = new Terminal(terminal, terminal, 200, !terminal);
    IFactory factory =
        new IFactory() {
          @Override
          public <K> K create(Class<K> type) throws Exception {
            for (Object command : commands) {
              if (type.isInstance(command)) {
                return type.cast(command);
              }
            }
            return type == OutputOptions.class
                ? type.cast(new OutputOptions(ends, () -> NOW))
                : CommandLine.defaultFactory().create(type);
          }
        };
    CommandLine line = new CommandLine(group, factory);
    line.registerConverter(Rate.class, CommandRun::rate);
    line.registerConverter(Duration.class, Durations::parse);
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      if (e instanceof Failure failure) {
        command.getErr().println("error: " + failure.line());
        command.getErr().println("hint: " + failure.hint());
        return failure.code().number();
      }
      throw e;
    });
    return line;
  }

  public static CommandRun of(CommandLine line, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = line.execute(arguments);
    return new CommandRun(exit, out.toString(), err.toString());
  }

  private static Rate rate(String text) {
    try {
      return Rate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
