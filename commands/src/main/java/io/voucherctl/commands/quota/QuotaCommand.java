package io.voucherctl.commands.quota;

import picocli.CommandLine.Command;

/** The group of quota commands. */
@Command(
    name = "quota",
    header = "See and change what tenants may do.",
    description = {
      "Quotas live in the ConfigMap tenant-quotas, one key per tenant; the key _default holds for"
          + " tenants without one of their own, and the keys _plan.NAME are plans that tenants can"
          + " be put on. Only the Kubernetes API is needed: these commands work while every gateway"
          + " is down."
    },
    subcommands = {
      QuotaListCommand.class,
      QuotaGetCommand.class,
      QuotaSetCommand.class,
      QuotaEndCommand.class,
      QuotaUnsetCommand.class
    })
public final class QuotaCommand {}
