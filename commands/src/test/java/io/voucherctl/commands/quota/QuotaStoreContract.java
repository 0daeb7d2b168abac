package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every quota store must do. */
abstract class QuotaStoreContract {
  private static final ChangeNote NOTE = new ChangeNote("incident 42", "acme: none");
  private static final QuotaRule ACME = rule("acme", Rate.perSecond(20), 40);
  private static final QuotaRule GLOBEX =
      QuotaText.parse(
          "globex",
          """
          plan: gold
          rate: 600/m
          burst: 5
          concurrency: 7
          mode: shadow
          routes:
            POST /v1/vouchers/{code}/validate: {rate: 5/s, burst: 10}
          until: 2030-05-04T10:00:00Z
          then: {rate: 100/s, burst: 200}
          """);

  /** An empty store whose clock stands at 2030-01-01 and whose user is "tester". */
  abstract QuotaStore store();

  @Test
  void anEmptyStoreHasNoRevisionAndNoEntries() {
    assertThat(store().list()).isEqualTo(new QuotaEntries(QuotaStore.NO_REVISION, List.of(), null));
  }

  @Test
  void whatIsWrittenIsReadBackInOrder() {
    QuotaStore store = store();

    String first = store.replace(GLOBEX, QuotaStore.NO_REVISION, NOTE);
    String second = store.replace(ACME, first, NOTE);

    QuotaEntries entries = store.list();
    assertThat(entries.revision()).isEqualTo(second).isNotEqualTo(first);
    assertThat(entries.entries()).extracting(QuotaEntry::rule).containsExactly(ACME, GLOBEX);
  }

  @Test
  void anEntryIsReplacedAndRemovedAloneAndTheNoteIsKept() {
    QuotaStore store = store();
    String revision = store.replace(ACME, QuotaStore.NO_REVISION, NOTE);
    revision = store.replace(GLOBEX, revision, NOTE);

    QuotaRule clamped = rule("acme", Rate.perSecond(1), 1);
    revision = store.replace(clamped, revision, NOTE);
    assertThat(store.list().entries())
        .extracting(QuotaEntry::rule)
        .containsExactly(clamped, GLOBEX);
    assertThat(store.list().lastChange())
        .isEqualTo(
            new LastChange(
                "tester", Instant.parse("2030-01-01T00:00:00Z"), "incident 42", "acme: none"));

    String last = store.remove("acme", revision, new ChangeNote(null, "acme: 1/s burst 1"));
    assertThat(store.list().revision()).isEqualTo(last);
    assertThat(store.list().entries()).extracting(QuotaEntry::rule).containsExactly(GLOBEX);
    assertThat(store.list().lastChange().reason()).isNull();
    assertThat(store.list().lastChange().previous()).isEqualTo("acme: 1/s burst 1");
  }

  @Test
  void aStaleRevisionIsAConflictAndWritesNothing() {
    QuotaStore store = store();
    String stale = store.replace(ACME, QuotaStore.NO_REVISION, NOTE);
    String current = store.replace(GLOBEX, stale, NOTE);

    assertThatThrownBy(() -> store.replace(rule("acme", Rate.perSecond(1), 1), stale, NOTE))
        .isInstanceOf(Failure.Conflict.class);
    assertThatThrownBy(() -> store.remove("globex", stale, NOTE))
        .isInstanceOf(Failure.Conflict.class);
    assertThatThrownBy(() -> store.replace(ACME, QuotaStore.NO_REVISION, NOTE))
        .isInstanceOf(Failure.Conflict.class);

    assertThat(store.list().revision()).isEqualTo(current);
    assertThat(store.list().entries()).extracting(QuotaEntry::rule).containsExactly(ACME, GLOBEX);
  }

  private static QuotaRule rule(String tenant, Rate rate, long burst) {
    return QuotaRule.of(new TenantQuota(tenant, rate, burst));
  }
}
