package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A change to one entry, decided on a revision and written on that revision only. Making the same
 * edit twice writes once, unless it counts a lease from now on.
 *
 * @param tenant a tenant, {@code _default} or a plan's {@code _plan.NAME}
 * @param revision the revision the person looked at; null means whatever is there now
 * @param allowNew the tenant or plan may be one that nobody has heard of
 */
public record QuotaEdit(
    String tenant,
    Alteration alteration,
    @Nullable String reason,
    @Nullable String revision,
    boolean allowNew,
    boolean dryRun) {
  private static final int MAX_REASON = 1_000;

  public QuotaEdit {
    if (!tenant.equals(QuotaText.DEFAULT_KEY) && !Tenant.isId(name(tenant))) {
      throw new Failure.BadInput(
          "'" + tenant + "' is not a tenant id",
          tenant.startsWith("plan") ? "a plan is written " + QuotaText.PLAN_PREFIX + "NAME" : null);
    }
    if (reason != null && reason.length() > MAX_REASON) {
      throw new Failure.BadInput("a reason has at most " + MAX_REASON + " characters");
    }
  }

  /** Gives a tenant that is known a limit for good and leaves the rest of its quota alone. */
  public static QuotaEdit limit(String tenant, RateLimit limit, String reason) {
    return new QuotaEdit(
        tenant, new SetQuota(QuotaSettings.limit(limit), null), reason, null, false, false);
  }

  public QuotaChange applyTo(QuotaStore store, Instant now) {
    QuotaEntries entries = store.list();
    requireRevision(entries);
    Present present = Present.of(tenant, entries, now);
    if (present.entry() == null) {
      requireKnown(present, store);
    }
    QuotaRule before = present.rule();
    QuotaRule after = alteration.of(present);
    boolean clears = alteration.clearsAway() && present.entry() != null;
    boolean changed = clears || !Objects.equals(before, after);
    String revisionBefore = entries.revision();
    return new QuotaChange(
        QuotaChange.SCHEMA,
        tenant,
        Allowance.of(before),
        Allowance.of(after),
        revisionBefore,
        changed && !dryRun ? write(store, present, after) : revisionBefore,
        dryRun,
        changed,
        reason,
        notes(present, after));
  }

  private String write(QuotaStore store, Present present, @Nullable QuotaRule after) {
    String expected = present.entries().revision();
    ChangeNote note = new ChangeNote(reason, tenant + ": " + text(present));
    return after == null
        ? store.remove(tenant, expected, note)
        : store.replace(after, expected, note);
  }

  private static String text(Present present) {
    Allowance before = Allowance.of(present.rule());
    if (before != null) {
      return before.toString();
    }
    return present.entry() == null || present.entry().problem() == null ? "none" : "invalid";
  }

  private List<String> notes(Present present, @Nullable QuotaRule after) {
    List<String> notes = new ArrayList<>();
    if (present.entry() != null && present.entry().problem() != null) {
      notes.add("the entry that stood there was invalid: " + present.entry().problem());
    }
    notes.addAll(alteration.notes(present, after));
    return List.copyOf(notes);
  }

  private void requireRevision(QuotaEntries entries) {
    if (revision != null && !revision.equals(entries.revision())) {
      throw new Failure.Conflict(
          "the quotas are at revision " + entries.revision() + ", not " + revision,
          "nothing was written; look again with quota get " + tenant);
    }
  }

  private void requireKnown(Present present, QuotaStore store) {
    if (allowNew || tenant.equals(QuotaText.DEFAULT_KEY)) {
      return;
    }
    if (present.isPlan()) {
      throw unknown("plan", present.entries().plans(), "");
    }
    KnownTenants known = store.tenants();
    if (!known.ids().contains(tenant)) {
      Set<String> names = new TreeSet<>(known.ids());
      names.addAll(present.entries().tenants());
      throw unknown("tenant", names, unread(known));
    }
  }

  private Failure unknown(String kind, Collection<String> known, String unread) {
    boolean sets = alteration instanceof SetQuota;
    return new Failure.BadInput(
        "no " + kind + " '" + name(tenant) + "'",
        NearNames.hint(kind, name(tenant), known)
            + unread
            + (sets ? "; --new sets it all the same" : ""));
  }

  private static String name(String key) {
    return key.startsWith(QuotaText.PLAN_PREFIX)
        ? key.substring(QuotaText.PLAN_PREFIX.length())
        : key;
  }

  private static String unread(KnownTenants known) {
    return known.complete() ? "" : " (the tenants' credentials could not be listed)";
  }
}
