package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in an entry after {@code quota set}, by the words on the command line. */
class SetQuotaTest {
  private static final String VALIDATE = "POST /v1/vouchers/{code}/validate";

  private final SetLine line = new SetLine();

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
    line.stands("acme", before);

    assertThat(line.set("acme", options.strip().split(" "))).isEqualTo(after);
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
    line.stands("acme", before);

    assertThatThrownBy(() -> line.set("acme", options.strip().split(" ")))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining(words);
    assertThat(line.store.writes()).isZero();
  }

  @Test
  void routesAreAddedChangedAndTakenAway() {
    line.stands("acme", "rate: 50/s");

    line.set("acme", "--route", VALIDATE + "=5/s,burst=10", "--route", "/v1/customers=1/s");
    assertThat(line.set("acme", "--route", VALIDATE + "=6/s"))
        .isEqualTo("50/s burst 50, * /v1/customers 1/s burst 1, " + VALIDATE + " 6/s burst 6");
    assertThat(line.set("acme", "--route", "/v1/customers=none"))
        .isEqualTo("50/s burst 50, " + VALIDATE + " 6/s burst 6");
    assertThat(line.set("acme", "--no-routes", "--route", "GET /v1/orders=2/s"))
        .isEqualTo("50/s burst 50, GET /v1/orders 2/s burst 2");
    assertThat(line.set("acme", "--no-routes")).isEqualTo("50/s burst 50");
  }

  @Test
  void aRouteOnTopOfAPlansKeepsThePlansAndSaysThatTheyAreItsOwnNow() {
    line.stands("acme", "plan: gold");

    assertThat(line.set("acme", "--route", VALIDATE + "=5/s"))
        .isEqualTo("plan gold, * /v1/customers 9/s burst 9, " + VALIDATE + " 5/s burst 5");
    assertThat(line.notes).singleElement().asString().contains("no longer reach it");
    assertThat(line.set("acme", "--no-routes")).isEqualTo("plan gold");
  }

  @Test
  void theLastOfAPlansCapsCanBeTakenAwayForOneTenant() {
    line.stands("acme", "plan: gold");

    assertThat(line.set("acme", "--route", "/v1/customers=none")).isEqualTo("plan gold, no routes");
    assertThat(line.store.list().book().quotaOf("acme", SetLine.NOW).routes()).isEmpty();
  }

  @Test
  void aTenantThatKeepsItsOwnRateOverAPlanIsTold() {
    line.stands("acme", "rate: 50/s");

    line.set("acme", "--plan", "gold");

    assertThat(line.notes).singleElement().asString().contains("--rate none takes the plan's");
  }

  @Test
  void aTenantWithoutAnEntryStartsFromTheDefault() {
    assertThat(line.set("globex", "--concurrency", "5")).isEqualTo("10/s burst 20, 5 at once");

    line.stands("_default", "{rate: 600/m, mode: shadow}");
    assertThat(line.set("acme", "--rate", "7/s")).isEqualTo("7/s burst 7, shadow");
  }

  @Test
  void aTenantWithoutAnEntryGoesOnAPlanWithNothingOfItsOwn() {
    assertThat(line.set("globex", "--plan", "gold")).isEqualTo("plan gold");
  }

  @Test
  void aLeaseOfTheDefaultIsNotMadeATenantsOwnForGood() {
    line.stands("_default", "{rate: 1/s, until: 2030-01-01T01:00:00Z, then: {rate: 600/m}}");

    assertThatThrownBy(() -> line.set("globex", "--concurrency", "5"))
        .hasMessage("the default that globex has is a lease until 2030-01-01T01:00:00Z");
    assertThat(line.set("globex", "--rate", "5/s")).isEqualTo("5/s burst 5");
  }
}
