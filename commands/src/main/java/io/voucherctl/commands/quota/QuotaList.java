package io.voucherctl.commands.quota;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.voucherctl.server.quota.KeyText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every tenant that has a quota or credentials, the default and the plans, in order. */
public record QuotaList(
    String schema,
    String revision,
    List<QuotaLine> quotas,
    @Nullable LastChange lastChange,
    @JsonIgnore List<String> notes) {
  public static final String SCHEMA = "voucherctl.quota-list/v1";

  public static QuotaList of(QuotaStore store, Instant now) {
    QuotaEntries entries = store.list();
    KnownTenants known = store.tenants();
    Set<String> keys = new TreeSet<>(known.ids());
    entries.entries().forEach(entry -> keys.add(entry.tenant()));
    QuotasInForce inForce = new QuotasInForce(entries, now);
    return new QuotaList(
        SCHEMA,
        entries.revision(),
        keys.stream().map(inForce::line).toList(),
        entries.lastChange(),
        notes(known, keys.isEmpty()));
  }

  private static List<String> notes(KnownTenants known, boolean empty) {
    if (!known.complete()) {
      return List.of(
          "tenants without a quota of their own are not shown: no permission to get secrets/"
              + KeyText.SECRET);
    }
    return empty ? List.of("no tenant has a quota") : List.of();
  }
}
