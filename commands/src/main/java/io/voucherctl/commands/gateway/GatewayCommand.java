package io.voucherctl.commands.gateway;

import picocli.CommandLine.Command;

/** The group of gateway commands. */
@Command(
    name = "gateway",
    header = "See what the gateways do.",
    subcommands = GatewayStatusCommand.class)
public final class GatewayCommand {}
