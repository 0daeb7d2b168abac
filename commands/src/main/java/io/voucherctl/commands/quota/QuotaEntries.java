package io.voucherctl.commands.quota;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored quotas.
 *
 * @param revision changes with every write, whatever entry it touches
 * @param entries by tenant, in order
 */
public record QuotaEntries(
    String revision, List<QuotaEntry> entries, @Nullable LastChange lastChange) {

  public @Nullable QuotaEntry find(String tenant) {
    return entries.stream().filter(entry -> entry.tenant().equals(tenant)).findFirst().orElse(null);
  }
}
