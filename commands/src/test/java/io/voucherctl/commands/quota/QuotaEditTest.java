package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaEditTest {
  private static final TenantQuota FIFTY = TenantQuota.of("acme", Rate.perSecond(50));
  private static final TenantQuota TWENTY = new TenantQuota("acme", Rate.perSecond(20), 40);

  private final MemoryQuotaStore store =
      new MemoryQuotaStore().with(QuotaEntry.of(FIFTY)).knowing("acme", "globex");

  @Test
  void anEditShowsBeforeAndAfterAndBothRevisions() {
    QuotaChange change = edit("acme", TWENTY).applyTo(store);

    assertThat(change.before()).isEqualTo(new Allowance("50/s", 50));
    assertThat(change.after()).isEqualTo(new Allowance("20/s", 40));
    assertThat(change.revisionBefore()).isEqualTo("1");
    assertThat(change.revision()).isEqualTo("2");
    assertThat(change.outcome()).isEqualTo("changed");
    assertThat(store.list().find("acme").quota()).isEqualTo(TWENTY);
    assertThat(store.list().lastChange().previous()).isEqualTo("acme: 50/s burst 50");
  }

  @Test
  void theSameEditTwiceWritesOnce() {
    edit("acme", TWENTY).applyTo(store);
    QuotaChange again = edit("acme", TWENTY).applyTo(store);

    assertThat(again.outcome()).isEqualTo("unchanged");
    assertThat(again.revision()).isEqualTo(again.revisionBefore());
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void aDryRunShowsTheSameAndWritesNothing() {
    QuotaChange change = new QuotaEdit("acme", TWENTY, "why", null, false, true).applyTo(store);

    assertThat(change.outcome()).isEqualTo("would change");
    assertThat(change.after()).isEqualTo(new Allowance("20/s", 40));
    assertThat(change.revision()).isEqualTo("1");
    assertThat(store.writes()).isZero();
  }

  @Test
  void aStaleRevisionIsAConflictEvenWhenNothingWouldChange() {
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () -> new QuotaEdit("acme", FIFTY, null, "0", false, false).applyTo(store));

    assertThat(failure.code()).isEqualTo(ExitCode.CONFLICT);
    assertThat(failure.line()).isEqualTo("the quotas are at revision 1, not 0");
    assertThat(store.writes()).isZero();
  }

  @Test
  void theCurrentRevisionIsAccepted() {
    assertThat(new QuotaEdit("acme", TWENTY, null, "1", false, false).applyTo(store).changed())
        .isTrue();
  }

  @Test
  void aLostRaceIsAConflictAndTheOthersWriteStays() {
    QuotaEdit mine = edit("acme", TWENTY);
    TenantQuota theirs = new TenantQuota("acme", Rate.perSecond(1), 1);
    store.interrupting(() -> edit("acme", theirs).applyTo(store));

    assertThatThrownBy(() -> mine.applyTo(store)).isInstanceOf(Failure.Conflict.class);
    assertThat(store.list().find("acme").quota()).isEqualTo(theirs);
  }

  @Test
  void anUnknownTenantIsRefusedWithNearNames() {
    TenantQuota typo = TenantQuota.of("acmee", Rate.perSecond(1));

    Failure failure = catchThrowableOfType(Failure.class, () -> edit("acmee", typo).applyTo(store));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).isEqualTo("no tenant 'acmee'");
    assertThat(failure.hint()).isEqualTo("did you mean acme?; --new sets it all the same");
    assertThat(store.writes()).isZero();
  }

  @Test
  void anUnknownTenantCanBeSetOnPurpose() {
    TenantQuota initech = TenantQuota.of("initech", Rate.perSecond(1));

    new QuotaEdit("initech", initech, null, null, true, false).applyTo(store);

    assertThat(store.list().find("initech").quota()).isEqualTo(initech);
  }

  @Test
  void aTenantWithCredentialsButNoQuotaIsKnown() {
    QuotaChange change = edit("globex", TenantQuota.of("globex", Rate.perSecond(1))).applyTo(store);

    assertThat(change.before()).isNull();
    assertThat(store.list().lastChange().previous()).isEqualTo("globex: none");
  }

  @Test
  void theDefaultNeedsNoCredentials() {
    assertThat(edit("_default", TenantQuota.of("_default", Rate.perSecond(5))).applyTo(store))
        .matches(QuotaChange::changed);
  }

  @Test
  void whenCredentialsCannotBeListedTheHintSaysSo() {
    store.knowing(KnownTenants.UNREADABLE);

    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () -> edit("globex", TenantQuota.of("globex", Rate.perSecond(1))).applyTo(store));

    assertThat(failure.hint()).contains("could not be listed");
  }

  @Test
  void anEntryIsRemovedOnceAndRemovingNothingIsUnchanged() {
    assertThat(edit("acme", null).applyTo(store).after()).isNull();
    assertThat(edit("globex", null).applyTo(store).outcome()).isEqualTo("unchanged");
    assertThat(store.writes()).isEqualTo(1);
    assertThatThrownBy(() -> edit("acmee", null).applyTo(store))
        .isInstanceOf(Failure.BadInput.class);
  }

  @Test
  void anInvalidEntryIsReplacedAndItsProblemTold() {
    store.with(QuotaEntry.parse("acme", "rate: lots"));

    QuotaChange change = edit("acme", TWENTY).applyTo(store);

    assertThat(change.before()).isNull();
    assertThat(change.changed()).isTrue();
    assertThat(change.notes()).singleElement().asString().contains("'lots' is not a rate");
  }

  @Test
  void wrongInputIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> edit("no/slash", null)).hasMessage("'no/slash' is not a tenant id");
    assertThatThrownBy(() -> QuotaEdit.quota("acme", Rate.perSecond(1), 0L))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("burst");
    assertThatThrownBy(() -> new QuotaEdit("acme", null, "x".repeat(1_001), null, false, false))
        .hasMessageContaining("1000 characters");
  }

  private static QuotaEdit edit(String tenant, @Nullable TenantQuota after) {
    return new QuotaEdit(tenant, after, "incident 42", null, false, false);
  }
}
