package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.console.View;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code latency merge A.hlog B.hlog --out ALL.hlog}. */
@Command(
    name = "merge",
    header = "Add up the logs of several generators without loss.",
    description = {
      "Adds the histograms of each tag that started together, by their own clocks; no",
      "percentile is ever averaged. The new log is written whole or not at all.",
      "",
      "Example:",
      "  voucherctl latency merge shard-1.hlog shard-2.hlog --out run.hlog"
    })
public final class LatencyMergeCommand implements Callable<Integer> {
  private static final View<MergeReport> VIEW =
      (report, page) ->
          page.table("out", ">requests", ">intervals", ">seconds")
              .row(report.out(), report.requests(), report.intervals(), report.durationSeconds())
              .print();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The logs.")
  private List<Path> files;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new log.")
  private Path out;

  @Option(names = "--force", description = "Replace FILE when it is there already.")
  private boolean force;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return output.show(HlogMerge.merge(files, out, force), VIEW);
  }
}
