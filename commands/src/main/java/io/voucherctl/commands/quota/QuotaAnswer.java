package io.voucherctl.commands.quota;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaText;
import java.time.Instant;
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

  /** A tenant or plan that nobody has heard of is a {@link Failure.NotFound}. */
  public static QuotaAnswer of(String tenant, QuotaStore store, Instant now) {
    QuotaEntries entries = store.list();
    if (entries.find(tenant) == null && !tenant.equals(QuotaText.DEFAULT_KEY)) {
      requireKnown(tenant, entries, store);
    }
    return new QuotaAnswer(
        SCHEMA,
        new QuotasInForce(entries, now).line(tenant),
        entries.revision(),
        entries.lastChange());
  }

  private static void requireKnown(String tenant, QuotaEntries entries, QuotaStore store) {
    if (tenant.startsWith(QuotaText.PLAN_PREFIX)) {
      String plan = tenant.substring(QuotaText.PLAN_PREFIX.length());
      throw new Failure.NotFound(
          "no plan '" + plan + "'", NearNames.hint("plan", plan, entries.plans()));
    }
    Set<String> names = new TreeSet<>(store.tenants().ids());
    if (!names.contains(tenant)) {
      names.addAll(entries.tenants());
      throw new Failure.NotFound(
          "no tenant '" + tenant + "'", NearNames.hint("tenant", tenant, names));
    }
  }
}
