package io.voucherctl.cli;

import picocli.CommandLine.Command;

/** The root: it holds the nouns and does nothing itself. */
@Command(
    name = "voucherctl",
    header = "See, stop, prove and replay a noisy tenant on a multi-tenant voucher API.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "",
      "Start here:",
      "  voucherctl drill as1           replay a real outage here, in about 90 s",
      "  voucherctl serve --gateways 2  start a region, to work on in a second terminal",
      "  voucherctl help exit-codes     what the exit codes mean"
    })
final class RootCommand {}
