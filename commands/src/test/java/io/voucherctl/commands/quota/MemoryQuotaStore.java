package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A quota store for tests; counts its writes. */
public final class MemoryQuotaStore implements QuotaStore {
  private final TreeMap<String, QuotaEntry> entries = new TreeMap<>();
  private KnownTenants tenants = new KnownTenants(Set.of(), true);
  private LastChange lastChange;
  private long revision;
  private Runnable beforeWrite = () -> {};
  private int writes;

  public MemoryQuotaStore with(QuotaEntry entry) {
    entries.put(entry.tenant(), entry);
    revision++;
    return this;
  }

  public MemoryQuotaStore knowing(String... ids) {
    tenants = new KnownTenants(Set.of(ids), true);
    return this;
  }

  MemoryQuotaStore knowing(KnownTenants known) {
    tenants = known;
    return this;
  }

  /** Runs once, between somebody's read and their write. */
  MemoryQuotaStore interrupting(Runnable other) {
    beforeWrite = other;
    return this;
  }

  public int writes() {
    return writes;
  }

  @Override
  public QuotaEntries list() {
    return new QuotaEntries(Long.toString(revision), List.copyOf(entries.values()), lastChange);
  }

  @Override
  public KnownTenants tenants() {
    return tenants;
  }

  @Override
  public String replace(QuotaRule rule, String expectedRevision, ChangeNote note) {
    written(expectedRevision, note);
    entries.put(rule.key(), QuotaEntry.of(rule));
    return Long.toString(revision);
  }

  @Override
  public String remove(String tenant, String expectedRevision, ChangeNote note) {
    written(expectedRevision, note);
    entries.remove(tenant);
    return Long.toString(revision);
  }

  private void written(String expectedRevision, ChangeNote note) {
    Runnable other = beforeWrite;
    beforeWrite = () -> {};
    other.run();
    if (!expectedRevision.equals(Long.toString(revision))) {
      throw new Failure.Conflict("somebody else was faster", null);
    }
    revision++;
    writes++;
    lastChange =
        new LastChange(
            "tester", Instant.parse("2030-01-01T00:00:00Z"), note.reason(), note.previous());
  }
}
