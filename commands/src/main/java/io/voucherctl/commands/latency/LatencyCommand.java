package io.voucherctl.commands.latency;

import picocli.CommandLine.Command;

/** The noun; its verbs do the work. */
@Command(
    name = "latency",
    header = "Look at recorded latencies.",
    subcommands = LatencyReportCommand.class)
public final class LatencyCommand {}
