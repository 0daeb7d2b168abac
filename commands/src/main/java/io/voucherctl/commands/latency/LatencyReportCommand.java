package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code latency report FILE.hlog}. */
@Command(
    name = "report",
    header = "Show the latencies of a recorded run again.",
    description = {
      "Reads an HdrHistogram interval log of nanoseconds, such as 'load --hlog' writes, and shows",
      "the response times of each tenant (each tag).",
      "",
      "Example:",
      "  voucherctl latency report run.hlog"
    })
public final class LatencyReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The log.")
  private Path file;

  @Mixin private OutputOptions output;

  private final Function<Path, LatencyReport> reader;

  /** The reader is {@link HlogReader#read}. */
  public LatencyReportCommand(Function<Path, LatencyReport> reader) {
    this.reader = reader;
  }

  @Override
  public Integer call() {
    return output.show(reader.apply(file), new LatencyReportView());
  }
}
