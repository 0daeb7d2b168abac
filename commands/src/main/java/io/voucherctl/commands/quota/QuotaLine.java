package io.voucherctl.commands.quota;

import org.jspecify.annotations.Nullable;

/**
 * What one tenant may do, and why.
 *
 * @param rate null when there is no valid quota; so is burst
 * @param source {@code own} entry, {@code default} entry, or {@code none}
 */
public record QuotaLine(
    String tenant,
    @Nullable String rate,
    @Nullable Long burst,
    String source,
    @Nullable String problem) {

  static QuotaLine own(QuotaEntry entry) {
    return of(entry.tenant(), entry, "own");
  }

  /** A tenant without an entry of its own. */
  static QuotaLine inherited(String tenant, @Nullable QuotaEntry standard) {
    return standard == null
        ? new QuotaLine(tenant, null, null, "none", null)
        : of(tenant, standard, "default");
  }

  private static QuotaLine of(String tenant, QuotaEntry entry, String source) {
    Allowance allowance = Allowance.of(entry.quota());
    return allowance == null
        ? new QuotaLine(tenant, null, null, source, entry.problem())
        : new QuotaLine(tenant, allowance.rate(), allowance.burst(), source, null);
  }
}
