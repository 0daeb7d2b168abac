package io.voucherctl.commands.quota;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaText;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One tenant's quota, and the revision to name when changing it. */
public record QuotaAnswer(
    String schema,
    @JsonUnwrapped QuotaLine quota,
    String revision,
    @Nullable LastChange lastChange) {
  public static final String SCHEMA = "voucherctl.quota/v1";

  /** A tenant that nobody has heard of is a {@link Failure.NotFound}. */
  public static QuotaAnswer of(String tenant, QuotaStore store) {
    QuotaEntries entries = store.list();
    QuotaEntry own = entries.find(tenant);
    QuotaLine line =
        own != null
            ? QuotaLine.own(own)
            : QuotaLine.inherited(known(tenant, entries, store), defaultOf(entries));
    return new QuotaAnswer(SCHEMA, line, entries.revision(), entries.lastChange());
  }

  private static @Nullable QuotaEntry defaultOf(QuotaEntries entries) {
    return entries.find(QuotaText.DEFAULT_KEY);
  }

  private static String known(String tenant, QuotaEntries entries, QuotaStore store) {
    Set<String> names = new TreeSet<>(store.tenants().ids());
    if (names.contains(tenant)) {
      return tenant;
    }
    entries.entries().forEach(entry -> names.add(entry.tenant()));
    throw new Failure.NotFound("no tenant '" + tenant + "'", NearNames.hint(tenant, names));
  }
}
