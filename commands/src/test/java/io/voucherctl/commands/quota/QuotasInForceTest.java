package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotasInForceTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final Map<String, String> texts = new TreeMap<>();

  @Test
  void anOwnRateComesFromTheTenantsEntryAndTheRestFromItsPlan() {
    texts.put("_plan.gold", "{rate: 200/s, concurrency: 5, mode: shadow}");
    texts.put("acme", "{plan: gold, rate: 7/s}");
    texts.put("globex", "plan: gold");

    assertThat(told("acme")).isEqualTo("acme 7/s 7 gold 5 shadow own");
    assertThat(told("globex")).isEqualTo("globex 200/s 200 gold 5 shadow plan");
    assertThat(told("_plan.gold")).isEqualTo("_plan.gold 200/s 200 null 5 shadow own");
  }

  @Test
  void whereNothingIsWrittenTheDefaultHoldsAndWhereThereIsNoneTheBuiltInOne() {
    assertThat(told("acme")).isEqualTo("acme 10/s 20 null null enforce built-in");
    assertThat(told("_default")).isEqualTo("_default 10/s 20 null null enforce built-in");

    texts.put("_default", "rate: 600/m");
    assertThat(told("acme")).isEqualTo("acme 600/m 100 null null enforce default");
    assertThat(told("_default")).isEqualTo("_default 600/m 100 null null enforce own");
  }

  @Test
  void aLeaseIsShownWithItsEndAndWhatFollows() {
    texts.put("acme", "{rate: 2/s, until: 2030-01-01T00:30:00Z, then: {rate: 50/s}}");

    assertThat(line("acme").rate()).isEqualTo("2/s");
    assertThat(line("acme").until()).isEqualTo("2030-01-01T00:30:00Z");
    assertThat(line("acme").then()).hasToString("50/s burst 50");
  }

  @Test
  void aLeaseThatIsOverIsNotInForceAnyMore() {
    texts.put("acme", "{rate: 2/s, until: 2030-01-01T00:00:00Z, then: {rate: 50/s}}");
    texts.put("globex", "{rate: 2/s, until: 2029-12-31T00:00:00Z}");
    texts.put("_plan.gold", "{rate: 2/s, until: 2029-12-31T00:00:00Z}");

    assertThat(told("acme")).isEqualTo("acme 50/s 50 null null enforce own");
    assertThat(line("acme").until()).isNull();
    assertThat(told("globex")).isEqualTo("globex 10/s 20 null null enforce built-in");
    assertThat(told("_plan.gold")).isEqualTo("_plan.gold 10/s 20 null null enforce built-in");
  }

  @Test
  void aPlansOrTheDefaultsLeaseIsToldOfEveryTenantThatHasIt() {
    texts.put("_plan.gold", "{rate: 9/s, until: 2030-01-01T00:30:00Z, then: {rate: 90/s}}");
    texts.put("_default", "{rate: 1/s, until: 2030-01-01T00:20:00Z, then: {rate: 10/s}}");
    texts.put("acme", "plan: gold");

    assertThat(line("acme").until()).isEqualTo("2030-01-01T00:30:00Z");
    assertThat(line("acme").then()).hasToString("90/s burst 90");
    assertThat(line("globex").until()).isEqualTo("2030-01-01T00:20:00Z");
    assertThat(line("globex").then()).hasToString("10/s burst 10");
  }

  @Test
  void whatCannotBeReadIsUnknownForAllWhoDependOnIt() {
    texts.put("acme", "rate: lots");
    texts.put("_default", "rate: few");
    texts.put("_plan.gold", "rate: some");
    texts.put("globex", "plan: gold");
    texts.put("hooli", "{plan: gold, rate: 3/s}");

    assertThat(line("acme").rate()).isNull();
    assertThat(line("acme").problem()).startsWith("'lots' is not a rate");
    assertThat(line("initech").problem()).startsWith("'few' is not a rate");
    assertThat(line("initech").source()).isEqualTo("default");
    assertThat(line("globex").rate()).isNull();
    assertThat(line("globex").problem()).startsWith("plan gold: 'some' is not a rate");
    assertThat(line("hooli").rate()).isEqualTo("3/s");
  }

  @Test
  void aPlanThatIsNotThereIsToldAndTheDefaultHolds() {
    texts.put("acme", "plan: gild");

    assertThat(told("acme")).isEqualTo("acme 10/s 20 gild null enforce built-in");
    assertThat(line("acme").problem()).isEqualTo("there is no plan 'gild'");
  }

  @Test
  void aKeyThatGatewaysDoNotTakeIsAProblemHereToo() {
    texts.put("_other", "rate: 5/s");

    assertThat(line("_other").problem()).isEqualTo("'_other' is not a tenant id");
  }

  private QuotaLine line(String key) {
    List<QuotaEntry> entries =
        texts.entrySet().stream().map(e -> QuotaEntry.parse(e.getKey(), e.getValue())).toList();
    return new QuotasInForce(new QuotaEntries("1", entries, null), NOW).line(key);
  }

  private String told(String key) {
    QuotaLine line = line(key);
    return String.join(
        " ",
        Arrays.asList(
            line.tenant(),
            line.rate(),
            String.valueOf(line.burst()),
            line.plan(),
            String.valueOf(line.concurrency()),
            line.mode(),
            line.source()));
  }
}
