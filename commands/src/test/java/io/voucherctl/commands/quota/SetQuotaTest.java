package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in an entry after {@code quota set}, by the words on the command line. */
class SetQuotaTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String VALIDATE = "POST /v1/vouchers/{code}/validate";

  private final MemoryQuotaStore store =
      new MemoryQuotaStore()
          .with(
              QuotaEntry.parse("_plan.gold", "{rate: 200/s, routes: {/v1/customers: {rate: 9/s}}}"))
          .with(QuotaEntry.parse("_plan.plain", "rate: 70/s"))
          .knowing("acme", "globex");
  private List<String> notes = List.of();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rate: 50/s                       | --rate 20/s           | 20/s burst 20",
        "{rate: 50/s, burst: 9}           | --rate 20/s           | 20/s burst 20",
        "{rate: 50/s, burst: 9}           | --burst 7             | 50/s burst 7",
        "{rate: 50/s, mode: shadow}       | --concurrency 3       | 50/s burst 50, 3 at once,"
            + " shadow",
        "{rate: 50/s, concurrency: 3}     | --concurrency none    | 50/s burst 50",
        "{rate: 50/s, mode: shadow}       | --mode enforce        | 50/s burst 50, enforce",
        "{rate: 50/s, mode: shadow}       | --mode none           | 50/s burst 50",
        "rate: 50/s                       | --mode enforce        | 50/s burst 50",
        "rate: 50/s                       | --plan gold           | plan gold, 50/s burst 50",
        "rate: 50/s                       | --plan gold --rate none | plan gold",
        "{plan: gold, rate: 5/s}          | --plan none           | 5/s burst 5",
        "plan: gold                       | --rate 5/s --burst 6  | plan gold, 5/s burst 6"
      })
  void whatIsNamedChangesAndTheRestStays(String before, String options, String after) {
    store.with(QuotaEntry.parse("acme", before));

    assertThat(set("acme", options.strip().split(" "))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "plan: gold  | --burst 5           | acme has no rate of its own",
        "plan: gold  | --plan none         | acme would have no rate",
        "rate: 50/s  | --rate none         | acme would have no rate",
        "rate: 50/s  | --plan gild         | no plan 'gild'",
        "rate: 50/s  | --for 30m           | acme has no lease that runs",
        "rate: 50/s  | --rate 1/s --for 4s | a lease lasts 5s to 168h",
        "rate: 50/s  | --rate 1/s --for 169h | a lease lasts 5s to 168h",
        "rate: 50/s  | --rate 1/s --until 2030-01-01T00:00:00Z | 2030-01-01T00:00:00Z is past",
        "rate: 50/s  | --concurrency 0     | concurrency must be 1 to 100000",
        "rate: lots  | --concurrency 5     | acme would have no rate"
      })
  void whatCannotHoldIsBadInput(String before, String options, String words) {
    store.with(QuotaEntry.parse("acme", before));

    assertThatThrownBy(() -> set("acme", options.strip().split(" ")))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining(words);
    assertThat(store.writes()).isZero();
  }

  @Test
  void routesAreAddedChangedAndTakenAway() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));

    set("acme", "--route", VALIDATE + "=5/s,burst=10", "--route", "/v1/customers=1/s");
    assertThat(set("acme", "--route", VALIDATE + "=6/s"))
        .isEqualTo("50/s burst 50, * /v1/customers 1/s burst 1, " + VALIDATE + " 6/s burst 6");
    assertThat(set("acme", "--route", "/v1/customers=none"))
        .isEqualTo("50/s burst 50, " + VALIDATE + " 6/s burst 6");
    assertThat(set("acme", "--no-routes", "--route", "GET /v1/orders=2/s"))
        .isEqualTo("50/s burst 50, GET /v1/orders 2/s burst 2");
    assertThat(set("acme", "--no-routes")).isEqualTo("50/s burst 50");
  }

  @Test
  void aRouteOnTopOfAPlansKeepsThePlansAndSaysThatTheyAreItsOwnNow() {
    store.with(QuotaEntry.parse("acme", "plan: gold"));

    assertThat(set("acme", "--route", VALIDATE + "=5/s"))
        .isEqualTo("plan gold, * /v1/customers 9/s burst 9, " + VALIDATE + " 5/s burst 5");
    assertThat(notes).singleElement().asString().contains("no longer reach it");
    assertThat(set("acme", "--no-routes")).isEqualTo("plan gold");
  }

  @Test
  void theLastOfAPlansCapsCanBeTakenAwayForOneTenant() {
    store.with(QuotaEntry.parse("acme", "plan: gold"));

    assertThat(set("acme", "--route", "/v1/customers=none")).isEqualTo("plan gold, no routes");
    assertThat(store.list().book().quotaOf("acme", NOW).routes()).isEmpty();
  }

  @Test
  void aTenantThatKeepsItsOwnRateOverAPlanIsTold() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));

    set("acme", "--plan", "gold");

    assertThat(notes).singleElement().asString().contains("--rate none takes the plan's");
  }

  @Test
  void aTenantWithoutAnEntryStartsFromTheDefault() {
    assertThat(set("globex", "--concurrency", "5")).isEqualTo("10/s burst 20, 5 at once");

    store.with(QuotaEntry.parse("_default", "{rate: 600/m, mode: shadow}"));
    assertThat(set("acme", "--rate", "7/s")).isEqualTo("7/s burst 7, shadow");
  }

  @Test
  void aTenantWithoutAnEntryGoesOnAPlanWithNothingOfItsOwn() {
    assertThat(set("globex", "--plan", "gold")).isEqualTo("plan gold");
  }

  @Test
  void aLeaseOfTheDefaultIsNotMadeATenantsOwnForGood() {
    store.with(
        QuotaEntry.parse(
            "_default", "{rate: 1/s, until: 2030-01-01T01:00:00Z, then: {rate: 600/m}}"));

    assertThatThrownBy(() -> set("globex", "--concurrency", "5"))
        .hasMessage("the default that globex has is a lease until 2030-01-01T01:00:00Z");
    assertThat(set("globex", "--rate", "5/s")).isEqualTo("5/s burst 5");
  }

  @Test
  void aLeaseFallsBackToWhatHeldBefore() {
    store.with(QuotaEntry.parse("acme", "{rate: 50/s, concurrency: 9}"));

    assertThat(set("acme", "--rate", "2/s", "--for", "30m"))
        .isEqualTo(
            "2/s burst 2, 9 at once, ends 2030-01-01T00:30:00Z, then 50/s burst 50, 9 at once");
    assertThat(inForce(NOW.plusSeconds(1_799))).isEqualTo("2/s burst 2, 9 at once");
    assertThat(inForce(NOW.plusSeconds(1_800))).isEqualTo("50/s burst 50, 9 at once");
  }

  @Test
  void clampsDoNotPileUp() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));

    set("acme", "--rate", "20/s", "--for", "30m");
    assertThat(set("acme", "--rate", "2/s", "--for", "1h"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T01:00:00Z, then 50/s burst 50");
    assertThat(set("acme", "--for", "2h"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T02:00:00Z, then 50/s burst 50");
  }

  @Test
  void aChangeWithoutAnEndOfItsOwnEndsWithTheLeaseThatRuns() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));
    set("acme", "--rate", "20/s", "--for", "30m");

    assertThat(set("acme", "--rate", "5/s"))
        .isEqualTo("5/s burst 5, ends 2030-01-01T00:30:00Z, then 50/s burst 50");
    assertThat(notes)
        .containsExactly("a lease is running: this ends with it, at 2030-01-01T00:30:00Z");
  }

  @Test
  void theSameEndTwiceWritesOnce() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));

    set("acme", "--rate", "2/s", "--until", "2030-01-01T00:30:00Z");
    set("acme", "--rate", "2/s", "--until", "2030-01-01T00:30:00Z");

    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void aLeaseForATenantOfTheDefaultFallsBackToTheDefault() {
    assertThat(set("globex", "--rate", "2/s", "--for", "30m"))
        .isEqualTo("2/s burst 2, ends 2030-01-01T00:30:00Z, then the default");
    assertThat(inForce("globex", NOW.plusSeconds(1_800))).isEqualTo("10/s burst 20");
  }

  @Test
  void aPlanOnLeaseIsLeftAgain() {
    store.with(QuotaEntry.parse("acme", "plan: plain"));

    assertThat(set("acme", "--plan", "gold", "--for", "30m"))
        .isEqualTo("plan gold, ends 2030-01-01T00:30:00Z, then plan plain");
    assertThat(set("globex", "--plan", "gold", "--for", "30m"))
        .isEqualTo("plan gold, ends 2030-01-01T00:30:00Z, then 10/s burst 20");
    assertThat(set("acme", "--rate", "none", "--plan", "plain"))
        .isEqualTo("plan plain, ends 2030-01-01T00:30:00Z, then plan plain");
    assertThat(inForce(NOW.plusSeconds(1_800))).isEqualTo("70/s burst 70");
    assertThat(inForce("globex", NOW.plusSeconds(1_800))).isEqualTo("10/s burst 20");
  }

  @Test
  void aLeaseThatIsOverIsNeitherEditedNorKept() {
    store.with(
        QuotaEntry.parse("acme", "{rate: 2/s, until: 2029-12-31T00:00:00Z, then: {rate: 50/s}}"));

    assertThat(set("acme", "--burst", "60")).isEqualTo("50/s burst 60");
  }

  @Test
  void aLeaseIsEndedOnceAndThenThereIsNoneLeft() {
    store.with(QuotaEntry.parse("acme", "rate: 50/s"));
    set("acme", "--rate", "2/s", "--for", "30m");
    set("globex", "--rate", "2/s", "--for", "30m");

    assertThat(end("acme").after()).hasToString("50/s burst 50");
    assertThat(end("acme").changed()).isFalse();
    assertThat(notes).containsExactly("acme has no lease that runs");
    assertThat(end("globex").after()).isNull();
    assertThat(store.list().find("globex")).isNull();
    assertThat(store.writes()).isEqualTo(4);
  }

  @Test
  void anInvalidEntryIsNotRemovedByEndingALease() {
    store.with(QuotaEntry.parse("acme", "rate: lots"));

    assertThat(end("acme").changed()).isFalse();
    assertThat(store.list().find("acme").problem()).isNotNull();
  }

  private String set(String key, String... options) {
    List<String> line = new ArrayList<>(List.of(key));
    line.addAll(Arrays.asList(options));
    QuotaSetCommand command = new QuotaSetCommand(target -> store, () -> NOW);
    CommandRun.line(QuotaSetCommand.class, false, List.of(command))
        .parseArgs(line.toArray(String[]::new));
    QuotaChange change = command.plan().applyTo(store, NOW);
    notes = change.notes();
    QuotaRule rule = store.list().find(key).rule();
    assertThat(QuotaText.parse(key, QuotaText.format(rule))).isEqualTo(rule);
    assertThat(change.after()).isEqualTo(Allowance.of(rule));
    return Allowance.of(rule).toString();
  }

  private QuotaChange end(String key) {
    QuotaChange change =
        new QuotaEdit(key, new EndLease(), null, null, false, false).applyTo(store, NOW);
    notes = change.notes();
    return change;
  }

  private String inForce(Instant moment) {
    return inForce("acme", moment);
  }

  private String inForce(String tenant, Instant moment) {
    return Allowance.of(QuotaRule.of(store.list().book().quotaOf(tenant, moment))).toString();
  }
}
