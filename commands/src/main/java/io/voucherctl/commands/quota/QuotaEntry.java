package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stored entry: a quota, or what is wrong with it. Anybody can edit a ConfigMap, so a bad entry
 * is something to show, not something to fail on.
 */
public record QuotaEntry(String tenant, @Nullable TenantQuota quota, @Nullable String problem) {

  public static QuotaEntry of(TenantQuota quota) {
    return new QuotaEntry(quota.tenant(), quota, null);
  }

  /** Reads an entry's text, however broken it is. */
  public static QuotaEntry parse(String tenant, String text) {
    try {
      QuotaBook alone =
          new QuotaBook(
              "",
              Map.of(tenant, QuotaText.parse(tenant, text)),
              Map.of(),
              QuotaRule.of(QuotaBook.BUILT_IN_DEFAULT),
              List.of());
      return of(alone.quotaOf(tenant, Instant.EPOCH));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? "unreadable" : e.getMessage();
      String line = message.lines().findFirst().orElse("unreadable");
      // It may quote the entry, and anybody may have written that.
      return new QuotaEntry(tenant, null, line.replaceAll("\\p{Cntrl}+", " "));
    }
  }
}
