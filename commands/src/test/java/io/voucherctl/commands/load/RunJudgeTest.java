package io.voucherctl.commands.load;

import static io.voucherctl.commands.load.Intervals.between;
import static io.voucherctl.commands.load.Intervals.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.ThresholdResult.Word;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJudgeTest {
  private static final LatencyFigures LAG = new LatencyFigures(900, 60, 80, 12_000, 15_000, 20_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p50 > 9ms | 10.0ms | breached",
        "p50 > 11ms | 10.0ms | passed",
        "p99 > 400ms | 400ms | breached",
        "max > 401ms | 400ms | passed",
        "max >= 400ms | 400ms | breached",
        "outcome=rejected max > 1100us | 1.00ms | passed",
        "tenant=globex p99 > 1s | 50.0ms | passed",
        "tenant=acme operation=redeem p50 > 300ms | 400ms | breached",
        "tenant=acme error rate > 4% | 5% | breached",
        "tenant=acme error rate > 5% | 5% | passed",
        "rejected rate <= 10% | 16.67% | passed",
        "error count >= 10 | 10 | breached",
        "dropped count > 0 | 4 | breached",
        "tenant=globex throughput < 20.1/s | 20/s | breached",
        "tenant=acme achieved < 98/s | 98/s | passed",
        "lag p99 > 10ms | 12.0ms | breached",
        "lag max > 20ms | 20.0ms | passed",
      })
  void theWholeRunIsJudgedByWhatEndedInIt(String text, String seen, String verdict) {
    RunJudge judge = failIf(text);
    for (int n = 0; n < 2; n++) {
      judge.interval(
          second(n)
              .with("acme", "validate", "ok", 70, 10)
              .with("acme", "redeem", "ok", 5, 400)
              .with("acme", "validate", "rejected", 20, 1)
              .with("acme", "validate", "failed", 2, 30)
              .with("acme", "validate", "refused", 1, 0)
              .with("acme", "validate", "dropped", 2, 0)
              .with("globex", "validate", "ok", 20, 50)
              .get());
    }
    ThresholdResult result = judge.results(LAG).getFirst();

    assertThat(result.seenText()).isEqualTo(seen);
    assertThat(result.verdict()).hasToString(verdict);
    assertThat(result.threshold()).isEqualTo(text);
    assertThat(result.toSeconds()).isEqualTo(2);
  }

  @Test
  void anyWindowBreachesAndTheWorstIsShown() {
    RunJudge judge = failIf("max > 250ms over 3s");
    long[] millis = {10, 20, 300, 10, 10, 10, 900, 10};
    for (int n = 0; n < millis.length; n++) {
      judge.interval(second(n).with("acme", "validate", "ok", 10, millis[n]).get());
    }
    ThresholdResult result = judge.results(LAG).getFirst();

    assertThat(result.verdict()).isEqualTo(Word.BREACHED);
    assertThat(result.seenText()).isEqualTo("900ms");
    assertThat(result.fromSeconds()).isEqualTo(4);
    assertThat(result.toSeconds()).isEqualTo(7);
    assertThat(result.breachedAtSeconds()).isEqualTo(3);
    assertThat(result.samples()).isEqualTo(30);
  }

  @Test
  void aWindowForgetsWhatLeftIt() {
    RunJudge judge = failIf("max < 5ms over 2s", "throughput < 6/s over 2s");
    judge.interval(second(0).with("acme", "validate", "ok", 10, 10).get());
    judge.interval(second(1).with("acme", "validate", "ok", 2, 10).get());
    judge.interval(second(2).with("acme", "validate", "ok", 9, 1).get());
    judge.interval(second(3).with("acme", "validate", "ok", 9, 1).get());
    List<ThresholdResult> results = judge.results(LAG);

    assertThat(results.getFirst().seenText()).isEqualTo("1.00ms");
    assertThat(results.getFirst().fromSeconds()).isEqualTo(2);
    assertThat(results.getLast().seen()).isEqualTo(5.5);
    assertThat(results.getLast().breachedAtSeconds()).isEqualTo(3);
  }

  @Test
  void theLastShortIntervalEndsAWindowThatIsLongEnough() {
    RunJudge judge = failIf("throughput < 9/s over 2s");
    judge.interval(second(0).with("acme", "validate", "ok", 10, 1).get());
    judge.interval(second(1).with("acme", "validate", "ok", 10, 1).get());
    judge.interval(between(2, 2.5).with("acme", "validate", "ok", 5, 1).get());

    assertThat(judge.results(LAG).getFirst())
        .extracting(ThresholdResult::verdict, ThresholdResult::seen)
        .containsExactly(Word.PASSED, 10.0);
  }

  @Test
  void theWarmUpIsNotJudged() {
    RunJudge judge = failIf("max > 1s");
    judge.interval(between(-1, 0).with("acme", "validate", "ok", 1, 5_000).get());
    judge.interval(second(0).with("acme", "validate", "ok", 1, 5).get());

    assertThat(judge.results(LAG).getFirst().verdict()).isEqualTo(Word.PASSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenant=globex p99 > 1s | no such request was answered",
        "tenant=globex error rate > 1% | no such request was sent",
        "outcome=timeout max > 1s | no such request was answered",
        "operation=publish rejected count > 1 | no such request was sent",
        "max > 1s over 3s | the run ended before one window was complete",
        "tenant=globex p99 > 1s over 2s | no such request was answered",
      })
  void whatNeverOccurredIsNotJudgedAndNoPass(String text, String reason) {
    RunJudge judge = failIf(text);
    judge.interval(second(0).with("acme", "validate", "ok", 1, 5).get());
    judge.interval(second(1).with("acme", "validate", "ok", 1, 5).get());

    assertThat(judge.results(LatencyFigures.NONE).getFirst())
        .extracting(ThresholdResult::verdict, ThresholdResult::seen, ThresholdResult::reason)
        .containsExactly(Word.NOT_JUDGED, null, reason);
  }

  @Test
  void aTenantThatGotNothingHasAThroughputOfZero() {
    RunJudge judge = failIf("tenant=globex throughput < 1/s", "lag p99 > 1s");
    judge.interval(second(0).with("acme", "validate", "ok", 1, 5).get());

    assertThat(judge.results(LatencyFigures.NONE))
        .extracting(ThresholdResult::verdict)
        .containsExactly(Word.BREACHED, Word.NOT_JUDGED);
  }

  @Test
  void eachTenantIsJudgedByItselfWhenAStarSaysSo() {
    RunJudge judge = failIf("tenant=* max > 100ms");
    judge.interval(
        second(0)
            .with("acme", "validate", "ok", 1, 5)
            .with("globex", "validate", "ok", 1, 500)
            .get());

    assertThat(judge.results(LAG))
        .extracting(ThresholdResult::threshold, ThresholdResult::verdict)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("tenant=acme max > 100ms", Word.PASSED),
            org.assertj.core.groups.Tuple.tuple("tenant=globex max > 100ms", Word.BREACHED));
  }

  @Test
  void anAbortIsWantedAsSoonAsAWindowBreaches() {
    RunJudge judge =
        new RunJudge(
            List.of("acme"),
            List.of(),
            List.of(Threshold.parse("error rate > 50% over 2s"), Threshold.parse("max > 2s")));
    judge.interval(second(0).with("acme", "validate", "failed", 10, 5).get());
    assertThat(judge.aborted()).isNull();
    judge.interval(second(1).with("acme", "validate", "failed", 10, 5).get());
    assertThat(judge.aborted()).isEqualTo("error rate > 50% over 2s");
    judge.interval(second(2).with("acme", "validate", "ok", 10, 3_000).get());
    assertThat(judge.aborted()).as("the first one counts").startsWith("error rate");
    assertThat(judge.results(LAG))
        .extracting(ThresholdResult::verdict)
        .containsExactly(Word.BREACHED, Word.BREACHED);
  }

  private static RunJudge failIf(String... texts) {
    return new RunJudge(
        List.of("acme", "globex"), Arrays.stream(texts).map(Threshold::parse).toList(), List.of());
  }
}
