package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** The book that a gateway makes of them; what is invalid is missing from it. */
  public QuotaBook book() {
    Map<String, QuotaRule> rules = new TreeMap<>();
    List<InvalidEntry> invalid = new ArrayList<>();
    for (QuotaEntry entry : entries) {
      if (entry.rule() != null) {
        rules.put(entry.tenant(), entry.rule());
      } else {
        invalid.add(new InvalidEntry(entry.tenant(), String.valueOf(entry.problem())));
      }
    }
    return QuotaDirectory.book(revision, rules, invalid);
  }

  /** The keys of tenants: neither the default's nor a plan's. */
  List<String> tenants() {
    return entries.stream().map(QuotaEntry::tenant).filter(key -> !key.startsWith("_")).toList();
  }

  /** The names of plans, invalid ones too. */
  List<String> plans() {
    return entries.stream()
        .map(QuotaEntry::tenant)
        .filter(key -> key.startsWith(QuotaText.PLAN_PREFIX))
        .map(key -> key.substring(QuotaText.PLAN_PREFIX.length()))
        .toList();
  }
}
