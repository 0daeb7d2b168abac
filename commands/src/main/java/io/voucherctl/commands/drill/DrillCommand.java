package io.voucherctl.commands.drill;

import picocli.CommandLine.Command;

/** The noun; its verbs do the work. */
@Command(
    name = "drill",
    header = "Replay a real outage, from first symptom to proof of recovery.",
    subcommands = As1Command.class)
public final class DrillCommand {}
