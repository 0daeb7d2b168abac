package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.TenantQuota;
import org.jspecify.annotations.Nullable;

/**
 * One stored entry: a rule, or what is wrong with it. Anybody can edit a ConfigMap, so a bad entry
 * is something to show, not something to fail on.
 *
 * @param tenant its key: a tenant, {@code _default} or a plan's {@code _plan.NAME}
 */
public record QuotaEntry(String tenant, @Nullable QuotaRule rule, @Nullable String problem) {

  public static QuotaEntry of(QuotaRule rule) {
    return new QuotaEntry(rule.key(), rule, null);
  }

  public static QuotaEntry of(TenantQuota quota) {
    return of(QuotaRule.of(quota));
  }

  /** Reads an entry's text, however broken it is. */
  public static QuotaEntry parse(String tenant, String text) {
    try {
      return of(QuotaDirectory.parse(tenant, text));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? "unreadable" : e.getMessage();
      String line = message.lines().findFirst().orElse("unreadable");
      // It may quote the entry, and anybody may have written that.
      return new QuotaEntry(tenant, null, line.replaceAll("\\p{Cntrl}+", " "));
    }
  }
}
