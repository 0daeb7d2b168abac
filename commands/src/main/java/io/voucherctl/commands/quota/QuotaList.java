package io.voucherctl.commands.quota;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every tenant that has a quota or credentials, in order. */
public record QuotaList(
    String schema,
    String revision,
    List<QuotaLine> quotas,
    @Nullable LastChange lastChange,
    @JsonIgnore List<String> notes) {
  public static final String SCHEMA = "voucherctl.quota-list/v1";

  public static QuotaList of(QuotaStore store) {
    QuotaEntries entries = store.list();
    KnownTenants known = store.tenants();
    QuotaEntry standard = entries.find(QuotaText.DEFAULT_KEY);
    Map<String, QuotaLine> lines = new TreeMap<>();
    known.ids().forEach(tenant -> lines.put(tenant, QuotaLine.inherited(tenant, standard)));
    entries.entries().forEach(entry -> lines.put(entry.tenant(), QuotaLine.own(entry)));
    return new QuotaList(
        SCHEMA,
        entries.revision(),
        List.copyOf(lines.values()),
        entries.lastChange(),
        notes(known, lines.isEmpty()));
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
