package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code latency plot FILE.hlog}. */
@Command(
    name = "plot",
    header = "Draw the latencies of recorded runs.",
    description = {
      "Draws response times by percentile, each nine as wide as the one before it,",
      "and over time. Several logs are drawn over each other.",
      "",
      "Examples:",
      "  voucherctl latency plot run.hlog",
      "  voucherctl latency plot before.hlog after.hlog --tenant acme --svg both.svg"
    })
public final class LatencyPlotCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The logs.")
  private List<Path> files;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      description = "One line for each ${COMPLETION-CANDIDATES}. Default: tenant.")
  private Grouping by = Grouping.tenant;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Only this one. Repeatable.")
  private List<String> tenants = new ArrayList<>();

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw to this file as well.")
  private @Nullable Path svg;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    LatencyPlot.Drawing drawing = LatencyPlot.Drawing.read(files, by, new LinkedHashSet<>(tenants));
    if (svg != null) {
      WholeFile.replace(svg, drawing.svg().alone());
    }
    return output.show(drawing.plot(svg), new PlotView());
  }
}
