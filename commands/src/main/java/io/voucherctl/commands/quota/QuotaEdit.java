package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change to one tenant's quota, decided on a revision and written on that revision only. Making
 * the same edit twice writes once.
 *
 * @param after null removes the entry
 * @param revision the revision the person looked at; null means whatever is there now
 * @param allowNew the tenant may be one that nobody has heard of
 */
public record QuotaEdit(
    String tenant,
    @Nullable TenantQuota after,
    @Nullable String reason,
    @Nullable String revision,
    boolean allowNew,
    boolean dryRun) {
  private static final int MAX_REASON = 1_000;

  public QuotaEdit {
    if (!tenant.equals(QuotaText.DEFAULT_KEY) && !Tenant.isId(tenant)) {
      throw new Failure.BadInput("'" + tenant + "' is not a tenant id");
    }
    if (reason != null && reason.length() > MAX_REASON) {
      throw new Failure.BadInput("a reason has at most " + MAX_REASON + " characters");
    }
  }

  /** The quota that the options of {@code quota set} spell; a bad one is a BadInput. */
  public static TenantQuota quota(String tenant, Rate rate, @Nullable Long burst) {
    try {
      return new TenantQuota(tenant, rate, burst == null ? RateLimit.defaultBurst(rate) : burst);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(String.valueOf(e.getMessage()));
    }
  }

  public QuotaChange applyTo(QuotaStore store) {
    QuotaEntries entries = store.list();
    requireRevision(entries);
    QuotaEntry before = entries.find(tenant);
    if (before == null) {
      requireKnown(entries, store);
    }
    boolean changed =
        before == null ? after != null : after == null || !after.equals(before.quota());
    String now = entries.revision();
    String then = changed && !dryRun ? write(store, now, before) : now;
    return new QuotaChange(
        QuotaChange.SCHEMA,
        tenant,
        Allowance.of(before == null ? null : before.quota()),
        Allowance.of(after),
        now,
        then,
        dryRun,
        changed,
        reason,
        notes(before));
  }

  private String write(QuotaStore store, String expected, @Nullable QuotaEntry before) {
    ChangeNote note = new ChangeNote(reason, tenant + ": " + text(before));
    return after == null
        ? store.remove(tenant, expected, note)
        : store.replace(after, expected, note);
  }

  private static String text(@Nullable QuotaEntry before) {
    if (before == null) {
      return "none";
    }
    Allowance allowance = Allowance.of(before.quota());
    return allowance == null ? "invalid" : allowance.toString();
  }

  private static List<String> notes(@Nullable QuotaEntry before) {
    return before == null || before.problem() == null
        ? List.of()
        : List.of("the entry that stood there was invalid: " + before.problem());
  }

  private void requireRevision(QuotaEntries entries) {
    if (revision != null && !revision.equals(entries.revision())) {
      throw new Failure.Conflict(
          "the quotas are at revision " + entries.revision() + ", not " + revision,
          "nothing was written; look again with quota get " + tenant);
    }
  }

  private void requireKnown(QuotaEntries entries, QuotaStore store) {
    if (allowNew || tenant.equals(QuotaText.DEFAULT_KEY)) {
      return;
    }
    KnownTenants known = store.tenants();
    if (!known.ids().contains(tenant)) {
      Set<String> names = new TreeSet<>(known.ids());
      entries.entries().forEach(entry -> names.add(entry.tenant()));
      throw new Failure.BadInput(
          "no tenant '" + tenant + "'",
          NearNames.hint(tenant, names)
              + unread(known)
              + (after == null ? "" : "; --new sets it all the same"));
    }
  }

  private static String unread(KnownTenants known) {
    return known.complete() ? "" : " (the tenants' credentials could not be listed)";
  }
}
