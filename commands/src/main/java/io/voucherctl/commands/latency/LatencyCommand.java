package io.voucherctl.commands.latency;

import io.voucherctl.commands.latency.chart.LatencyPlotCommand;
import io.voucherctl.commands.latency.compare.LatencyCompareCommand;
import picocli.CommandLine.Command;

/** The noun; its verbs do the work. */
@Command(
    name = "latency",
    header = "Look at recorded latencies.",
    subcommands = {
      LatencyReportCommand.class,
      LatencyCompareCommand.class,
      LatencyPlotCommand.class,
      LatencyMergeCommand.class,
      LatencyExportCommand.class
    })
public final class LatencyCommand {}
