package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
  @Test
  void aConditionHasSelectorsAMeasureAValueAndPerhapsAWindow() {
    assertThat(Threshold.parse("  tenant=acme  operation=redeem p99.9 > 1.5s over 1m30s "))
        .isEqualTo(
            new Threshold(
                "tenant=acme operation=redeem p99.9 > 1.5s over 1m30s",
                new Scope("acme", "redeem", null),
                new Measure.ResponseTime(99.9),
                Comparison.ABOVE,
                1_500_000,
                Duration.ofSeconds(90)));
  }

  @Test
  void everyMeasureIsRead() {
    assertThat(Threshold.parse("max >= 2s").measure()).isEqualTo(new Measure.ResponseTime(100));
    assertThat(Threshold.parse("outcome=ok p50<250us").scope().outcome()).isEqualTo("ok");
    assertThat(Threshold.parse("lag p99 > 10ms").measure()).isEqualTo(new Measure.Lag(99));
    assertThat(Threshold.parse("Rejected Rate <= 0.5%"))
        .extracting(Threshold::measure, Threshold::limit, Threshold::comparison)
        .containsExactly(new Measure.Share(Set.of("rejected")), 0.5, Comparison.AT_MOST);
    assertThat(Threshold.parse("error count > 10").measure())
        .isEqualTo(new Measure.Count(Set.of("failed", "timeout", "refused", "reset", "dropped")));
    assertThat(Threshold.parse("throughput < 2700/m"))
        .extracting(Threshold::measure, Threshold::limit)
        .containsExactly(new Measure.Speed(Set.of("ok")), 45.0);
    assertThat(Threshold.parse("achieved<45/s").limit()).isEqualTo(45);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | what is measured is missing; write p99",
        "tenant=acme | what is measured is missing after 'tenant=acme'; write p99",
        "tennant=acme p99 > 1s | 'tennant=acme' (word 1): requests are selected by tenant=,",
        "tenant= p99 > 1s | 'tenant=' (word 1): a name is missing after '='",
        "tenant=a tenant=b p99 > 1s | 'tenant=b' (word 2): tenant= stands twice",
        "outcome=dropped p99 > 1s | 'outcome=dropped' (word 1): response times have outcome=ok|",
        "outcome=ok error rate > 1% | outcome= selects response times",
        "tenant=acme lag p99 > 1ms | no requests can be selected for it",
        "lag p98 > 1ms | 'p98' (word 2): of the lag there are p50, p90, p99, p99.9 and max",
        "lag p99 > 1ms over 5s | leave out 'over'",
        "lag > 1ms | '>' (word 2): that is nothing to measure",
        "lag | a percentile of the lag is missing after 'lag'; write lag p99",
        "p999 > 1s | 'p999' (word 1): write p99.9",
        "p100 > 1s | 'p100' (word 1): write max",
        "p0 > 1s | 'p0' (word 1): that is nothing to measure",
        "average > 1s | 'average' (word 1): that is nothing to measure; write p99",
        "error > 1% | '>' (word 2): write 'error rate > 1%' or 'error count > 10'",
        "p99 | a comparison is missing after 'p99'; write one of < <= > >=",
        "p99 = 5ms | '=' (word 2): a comparison belongs here",
        "p99 > | a value is missing after '>'; that must be a time;",
        "p99 > 250 | '250' (word 3): that is not a time; write a number and a unit, such as 250ms",
        "tenant=acme p99 > 250mx | '250mx' (word 4): that is not a time",
        "p99 > -5ms | '-5ms' (word 3): that is not a time",
        "p99 > 1% | '1%' (word 3): that is not a time",
        "error rate > 0.01 | '0.01' (word 4): that is not a share; write a number and %",
        "error rate > 101% | '101%' (word 4): that is not a share",
        "error count > 1.5 | '1.5' (word 4): that is not a count",
        "throughput < 45 | '45' (word 3): that is not a rate; write a number and a unit",
        "p99 > 1s in 10s | 'in' (word 4): only 'over TIME' can follow the value",
        "p99 > 1s over | the length of the windows is missing after 'over'; write over 10s",
        "p99 > 1s over ten | 'ten' (word 5): that is not a time",
        "p99 > 1s over 500ms | '500ms' (word 5): windows are whole seconds, 1s to 10m",
        "p99 > 1s over 11m | '11m' (word 5): windows are whole seconds, 1s to 10m",
        "p99 > 1s over 10s tenant=acme | 'tenant=acme' (word 6): the condition is complete before",
      })
  void aMessagePointsAtTheWordThatIsWrong(String text, String message) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("in '" + text + "': ")
        .hasMessageContaining(message);
  }

  @Test
  void whatTheRunWillNeverHaveIsRefusedBeforeIt() {
    assertThatThrownBy(() -> within("tenant=acne p99 > 1s"))
        .hasMessage("in 'tenant=acne p99 > 1s': the run has no tenant 'acne'");
    assertThatThrownBy(() -> within("operation=guess p99 > 1s"))
        .hasMessageContaining("no operation 'guess'; there are redeem");
    assertThatThrownBy(() -> within("p99 > 1s over 31s"))
        .hasMessageContaining("longer than the run, which measures 30000ms");
    within("tenant=* operation=redeem p99 > 1s over 30s");
  }

  @Test
  void aStarMeansEachTenantByItself() {
    assertThat(Threshold.parse("tenant=* max > 2s").expand(List.of("acme", "globex")))
        .extracting(Threshold::text, threshold -> threshold.scope().tenant())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tenant=acme max > 2s", "acme"),
            org.assertj.core.groups.Tuple.tuple("tenant=globex max > 2s", "globex"));
  }

  private static void within(String text) {
    Threshold.parse(text).requireWithin(List.of("acme"), List.of("redeem"), Duration.ofSeconds(30));
  }
}
