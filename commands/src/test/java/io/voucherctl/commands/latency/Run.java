package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** One {@code latency ...} in a pipe: how it ended and what it said. */
public record Run(int exit, String out, String err, @Nullable Exception failure) {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T11:00:00Z"));
  private static final Map<Class<?>, Supplier<?>> MADE =
      Map.of(
          OutputOptions.class, () -> new OutputOptions(Terminal.NONE, CLOCK),
          LatencyReportCommand.class, () -> new LatencyReportCommand(CLOCK, "voucherctl 1.0"));

  public static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    AtomicReference<Exception> failure = new AtomicReference<>();
    int exit =
        new CommandLine(new LatencyCommand(), new Factory())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, command, parsed) -> {
              failure.set(e);
              return 1;
            })
            .execute(arguments);
    return new Run(exit, out.toString(), err.toString(), failure.get());
  }

  private static final class Factory implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Supplier<?> maker = MADE.get(type);
      return maker == null ? CommandLine.defaultFactory().create(type) : type.cast(maker.get());
    }
  }
}
