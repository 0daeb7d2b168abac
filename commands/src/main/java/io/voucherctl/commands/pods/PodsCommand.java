package io.voucherctl.commands.pods;

import picocli.CommandLine.Command;

/** The group of pod commands. */
@Command(name = "pods", header = "See why pods restart.", subcommands = PodsRestartsCommand.class)
public final class PodsCommand {}
