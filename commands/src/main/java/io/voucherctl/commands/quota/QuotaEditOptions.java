package io.voucherctl.commands.quota;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every change of a quota takes. */
public final class QuotaEditOptions {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; kept with the change, for whoever asks later.")
  private @Nullable String reason;

  @Option(
      names = "--revision",
      paramLabel = "R",
      description = "Change only this revision, the one you looked at; else exit 5.")
  private @Nullable String revision;

  @Option(names = "--dry-run", description = "Show the change and write nothing.")
  private boolean dryRun;

  QuotaEdit edit(String tenant, Alteration alteration, boolean allowNew) {
    return new QuotaEdit(tenant, alteration, reason, revision, allowNew, dryRun);
  }
}
