package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.commands.latency.chart.Fact;
import io.voucherctl.commands.latency.chart.HtmlReport;
import io.voucherctl.commands.latency.chart.RunPage;
import io.voucherctl.commands.latency.chart.RunSeries;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code latency report FILE.hlog}. */
@Command(
    name = "report",
    header = "Show the latencies of a recorded run again.",
    description = {
      "Reads HdrHistogram interval logs of nanoseconds, such as 'load --hlog' writes,",
      "and shows counts and response times. Several logs are taken for one run: the",
      "shards of several generators. Percentiles are over what was answered or waited",
      "for in vain: ok, rejected, failed, timeout. In a log of somebody else each tag",
      "stands as a tenant.",
      "",
      "Examples:",
      "  voucherctl latency report run.hlog",
      "  voucherctl latency report run.hlog --by all --tenant acme -o json"
    })
public final class LatencyReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The logs.")
  private List<Path> files;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      description = "One row for each ${COMPLETION-CANDIDATES}. Default: tenant.")
  private Grouping by = Grouping.tenant;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Only this one. Repeatable.")
  private List<String> tenants = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write the page that 'load --report' writes, too.")
  private @Nullable Path report;

  @Mixin private OutputOptions output;

  private final InstantSource clock;
  private final String version;

  /**
   * Wired in cli.
   *
   * @param version of the program, for the page
   */
  public LatencyReportCommand(InstantSource clock, String version) {
    this.clock = clock;
    this.version = version;
  }

  @Override
  public Integer call() {
    Set<String> wanted = new LinkedHashSet<>(tenants);
    LatencyReport found = LatencyReading.report(files, by, wanted);
    if (report != null) {
      HtmlReport.write(report, page(found, wanted));
    }
    return output.show(found, new LatencyReportView());
  }

  private RunPage page(LatencyReport found, Set<String> wanted) {
    return new RunPage(
        "Recorded run",
        found.start(),
        clock.instant(),
        List.of(),
        List.of(),
        List.of(
            new Fact("log", String.join(", ", found.files())),
            new Fact("voucherctl", version),
            new Fact("Java", Runtime.version().toString())),
        RunSeries.read(files, by, wanted));
  }
}
