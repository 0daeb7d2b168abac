package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.console.OutputOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code latency export FILE.hlog --format csv}. */
@Command(
    name = "export",
    header = "Hand recorded latencies to other tools.",
    description = {
      "hgrm is HdrHistogram's percentile distribution in milliseconds, as its plotter",
      "reads it: everything that is chosen in one. csv has a row for each interval",
      "and group, or with --percentiles a row for each step of a group's",
      "distribution. json has both.",
      "",
      "Examples:",
      "  voucherctl latency export run.hlog --format hgrm --tenant acme --out acme.hgrm",
      "  voucherctl latency export run.hlog --format csv --by operation"
    })
public final class LatencyExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The logs: shards of one run.")
  private List<Path> files;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}.")
  private ExportFormat format;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      description = "Tell apart each ${COMPLETION-CANDIDATES}. Default: tenant.")
  private @Nullable Grouping by;

  @Option(names = "--tenant", paramLabel = "NAME", description = "Only this one. Repeatable.")
  private List<String> tenants = new ArrayList<>();

  @Option(names = "--percentiles", description = "With csv: distributions, not intervals.")
  private boolean percentiles;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to. Default: stdout.")
  private @Nullable Path out;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    HlogExport export = export();
    if (out != null) {
      WholeFile.replace(out, file -> print(export, file::println));
      return output.show(
          new ExportFile(ExportFile.SCHEMA, out.toString(), format),
          (written, page) -> page.line("written to " + written.out()));
    }
    if (format == ExportFormat.json || output.isDocument()) {
      return output.show(export.document(), (all, page) -> page.line(Documents.json(all)));
    }
    return output.show(export, (all, page) -> print(all, page::line));
  }

  HlogExport export() {
    if (format == ExportFormat.hgrm && by != null) {
      throw new ParameterException(
          spec.commandLine(), "hgrm holds one distribution; choose it with --tenant, not --by");
    }
    if (format != ExportFormat.csv && percentiles) {
      throw new ParameterException(spec.commandLine(), "--percentiles is for csv");
    }
    return new HlogExport(files, by == null ? Grouping.tenant : by, new LinkedHashSet<>(tenants));
  }

  private void print(HlogExport export, Consumer<String> lines) {
    switch (format) {
      case hgrm -> export.hgrm().lines().forEach(lines);
      case json -> lines.accept(Documents.json(export.document()));
      case csv -> {
        if (percentiles) {
          export.percentilesCsv(lines);
        } else {
          export.csv(lines);
        }
      }
    }
  }
}
