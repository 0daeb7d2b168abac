package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaEditTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final TenantQuota FIFTY = TenantQuota.of("acme", Rate.perSecond(50));
  private static final RateLimit TWENTY = new RateLimit(Rate.perSecond(20), 40);

  private final MemoryQuotaStore store =
      new MemoryQuotaStore().with(QuotaEntry.of(FIFTY)).knowing("acme", "globex");

  @Test
  void anEditShowsBeforeAndAfterAndBothRevisions() {
    QuotaChange change = edit("acme", TWENTY).applyTo(store, NOW);

    assertThat(change.before()).hasToString("50/s burst 50");
    assertThat(change.after()).hasToString("20/s burst 40");
    assertThat(change.revisionBefore()).isEqualTo("1");
    assertThat(change.revision()).isEqualTo("2");
    assertThat(change.outcome()).isEqualTo("changed");
    assertThat(stored("acme")).isEqualTo("20/s burst 40");
    assertThat(store.list().lastChange().previous()).isEqualTo("acme: 50/s burst 50");
  }

  @Test
  void theSameEditTwiceWritesOnce() {
    edit("acme", TWENTY).applyTo(store, NOW);
    QuotaChange again = edit("acme", TWENTY).applyTo(store, NOW);

    assertThat(again.outcome()).isEqualTo("unchanged");
    assertThat(again.revision()).isEqualTo(again.revisionBefore());
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void aDryRunShowsTheSameAndWritesNothing() {
    QuotaChange change =
        new QuotaEdit("acme", set(TWENTY), "why", null, false, true).applyTo(store, NOW);

    assertThat(change.outcome()).isEqualTo("would change");
    assertThat(change.after()).hasToString("20/s burst 40");
    assertThat(change.revision()).isEqualTo("1");
    assertThat(store.writes()).isZero();
  }

  @Test
  void aStaleRevisionIsAConflictEvenWhenNothingWouldChange() {
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () ->
                new QuotaEdit("acme", set(FIFTY.limit()), null, "0", false, false)
                    .applyTo(store, NOW));

    assertThat(failure.code()).isEqualTo(ExitCode.CONFLICT);
    assertThat(failure.line()).isEqualTo("the quotas are at revision 1, not 0");
    assertThat(store.writes()).isZero();
  }

  @Test
  void theCurrentRevisionIsAccepted() {
    QuotaEdit edit = new QuotaEdit("acme", set(TWENTY), null, "1", false, false);

    assertThat(edit.applyTo(store, NOW).changed()).isTrue();
  }

  @Test
  void aLostRaceIsAConflictAndTheOthersWriteStays() {
    RateLimit theirs = new RateLimit(Rate.perSecond(1), 1);
    store.interrupting(() -> edit("acme", theirs).applyTo(store, NOW));

    assertThatThrownBy(() -> edit("acme", TWENTY).applyTo(store, NOW))
        .isInstanceOf(Failure.Conflict.class);
    assertThat(stored("acme")).isEqualTo("1/s burst 1");
  }

  @Test
  void anUnknownTenantIsRefusedWithNearNames() {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> edit("acmee", TWENTY).applyTo(store, NOW));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).isEqualTo("no tenant 'acmee'");
    assertThat(failure.hint()).isEqualTo("did you mean acme?; --new sets it all the same");
    assertThat(store.writes()).isZero();
  }

  @Test
  void anUnknownTenantCanBeSetOnPurpose() {
    new QuotaEdit("initech", set(TWENTY), null, null, true, false).applyTo(store, NOW);

    assertThat(stored("initech")).isEqualTo("20/s burst 40");
  }

  @Test
  void aTenantWithCredentialsButNoQuotaIsKnown() {
    QuotaChange change = edit("globex", TWENTY).applyTo(store, NOW);

    assertThat(change.before()).isNull();
    assertThat(store.list().lastChange().previous()).isEqualTo("globex: none");
  }

  @Test
  void theDefaultNeedsNoCredentials() {
    assertThat(edit("_default", TWENTY).applyTo(store, NOW)).matches(QuotaChange::changed);
  }

  @Test
  void whenCredentialsCannotBeListedTheHintSaysSo() {
    store.knowing(KnownTenants.UNREADABLE);

    Failure failure =
        catchThrowableOfType(Failure.class, () -> edit("globex", TWENTY).applyTo(store, NOW));

    assertThat(failure.hint()).contains("could not be listed");
  }

  @Test
  void anEntryIsRemovedOnceAndRemovingNothingIsUnchanged() {
    assertThat(unset("acme", false).applyTo(store, NOW).after()).isNull();
    assertThat(unset("globex", false).applyTo(store, NOW).outcome()).isEqualTo("unchanged");
    assertThat(store.writes()).isEqualTo(1);
    assertThatThrownBy(() -> unset("acmee", false).applyTo(store, NOW))
        .isInstanceOf(Failure.BadInput.class);
  }

  @Test
  void anInvalidEntryIsReplacedAndItsProblemTold() {
    store.with(QuotaEntry.parse("acme", "rate: lots"));

    QuotaChange change = edit("acme", TWENTY).applyTo(store, NOW);

    assertThat(change.before()).isNull();
    assertThat(change.changed()).isTrue();
    assertThat(change.notes()).singleElement().asString().contains("'lots' is not a rate");
    assertThat(store.list().lastChange().previous()).isEqualTo("acme: invalid");
  }

  @Test
  void anInvalidEntryIsUnsetToo() {
    store.with(QuotaEntry.parse("acme", "rate: lots"));

    assertThat(unset("acme", false).applyTo(store, NOW).changed()).isTrue();
    assertThat(store.list().find("acme")).isNull();
  }

  @Test
  void aPlanThatTenantsAreOnGoesOnlyByForce() {
    store
        .with(QuotaEntry.parse("_plan.gold", "rate: 200/s"))
        .with(QuotaEntry.parse("acme", "plan: gold"))
        .with(
            QuotaEntry.parse(
                "globex", "{rate: 1/s, until: 2030-01-01T01:00:00Z, then: {plan: gold}}"));

    Failure failure =
        catchThrowableOfType(Failure.class, () -> unset("_plan.gold", false).applyTo(store, NOW));
    QuotaChange forced = unset("_plan.gold", true).applyTo(store, NOW);

    assertThat(failure.line()).isEqualTo("tenants are on this plan: acme, globex");
    assertThat(forced.changed()).isTrue();
    assertThat(forced.notes()).singleElement().asString().endsWith(": acme, globex");
    assertThat(store.list().plans()).isEmpty();
  }

  @Test
  void anUnknownPlanIsRefusedAndANewOneSetOnPurpose() {
    store.with(QuotaEntry.parse("_plan.gold", "rate: 200/s"));

    Failure failure =
        catchThrowableOfType(Failure.class, () -> edit("_plan.gild", TWENTY).applyTo(store, NOW));
    new QuotaEdit("_plan.silver", set(TWENTY), null, null, true, false).applyTo(store, NOW);

    assertThat(failure.line()).isEqualTo("no plan 'gild'");
    assertThat(failure.hint()).isEqualTo("did you mean gold?; --new sets it all the same");
    assertThat(store.list().plans()).containsExactly("gold", "silver");
  }

  @Test
  void wrongInputIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> unset("no/slash", false)).hasMessage("'no/slash' is not a tenant id");
    assertThatThrownBy(() -> unset("_plan.", false)).hasMessage("'_plan.' is not a tenant id");
    assertThat(catchThrowableOfType(Failure.class, () -> unset("plan:gold", false)).hint())
        .isEqualTo("a plan is written _plan.NAME");
    assertThatThrownBy(
            () -> new QuotaEdit("acme", new EndLease(), "x".repeat(1_001), null, false, false))
        .hasMessageContaining("1000 characters");
  }

  private String stored(String key) {
    QuotaRule rule = store.list().find(key).rule();
    return Allowance.of(rule).toString();
  }

  private static SetQuota set(RateLimit limit) {
    return new SetQuota(QuotaSettings.limit(limit), null);
  }

  private static QuotaEdit edit(String tenant, RateLimit limit) {
    return QuotaEdit.limit(tenant, limit, "incident 42");
  }

  private static QuotaEdit unset(String tenant, boolean force) {
    return new QuotaEdit(tenant, new UnsetQuota(force), "why", null, false, false);
  }
}
