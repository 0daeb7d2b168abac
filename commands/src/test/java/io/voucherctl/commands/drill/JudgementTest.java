package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.drill.Judgement.Word;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.load.LoadReport.OfTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  private static final DrillPlan OUTAGE = DrillPlan.as1(true);
  private static final DrillPlan CONTROL = DrillPlan.as1(false);
  private static final OfTenant HURT = Story.tenant("acme", 1_200, 400);
  private static final OfTenant WHOLE = Story.tenant("acme", 600, 0);

  /** The clamp allows 10 + 5/s x 15 s, and what comes in while the last answer takes 9.9 ms. */
  private static final OfTenant CLAMPED = Story.noisy(86, 22_414);

  @Test
  void anOutageThatHappenedAndWasEndedIsRecovered() {
    Judgement judgement = outage(HURT, WHOLE, CLAMPED, Story.heapDeath());
    assertThat(judgement).isEqualTo(new Judgement(Word.RECOVERED, List.of()));
  }

  @Test
  void aNeighbourThatIsStillHurtIsNotRecovered() {
    Judgement judgement = outage(HURT, Story.tenant("acme", 599, 1), CLAMPED, Story.heapDeath());
    assertThat(judgement)
        .isEqualTo(
            new Judgement(
                Word.NOT_RECOVERED,
                List.of("recovery: 99.83 % of the requests of acme went well")));
  }

  @Test
  void aPodThatDiesInTheRecoveryIsNotRecovered() {
    Death again = Story.death("gateway-2", 70, 3, "heap exhausted");
    Judgement judgement = outage(HURT, WHOLE, CLAMPED, Story.heapDeath(), again);
    assertThat(judgement)
        .isEqualTo(
            new Judgement(Word.NOT_RECOVERED, List.of("gateway-2 died again: heap exhausted")));
  }

  @Test
  void aTenantThatGetsMoreThanItsClampIsNotRecovered() {
    Judgement judgement = outage(HURT, WHOLE, Story.noisy(87, 22_413), Story.heapDeath());
    assertThat(judgement)
        .isEqualTo(
            new Judgement(
                Word.NOT_RECOVERED, List.of("hooli got 87 answers, its clamp allows 86")));
  }

  @Test
  void aRecoveryIsRefusedForEveryReasonThereIs() {
    Death again = Story.death("gateway-2", 70, 137, "killed (SIGKILL)");
    Judgement judgement = outage(HURT, HURT, Story.noisy(300, 0), Story.heapDeath(), again);
    assertThat(judgement.word()).isEqualTo(Word.NOT_RECOVERED);
    assertThat(judgement.reasons())
        .containsExactly(
            "recovery: 75.00 % of the requests of acme went well",
            "gateway-2 died again: killed (SIGKILL)", "hooli got 300 answers, its clamp allows 86");
  }

  @Test
  void withoutADeathOfTheHeapNothingWasReproduced() {
    Death other = Story.death("gateway-1", 30, 137, "killed (SIGKILL)");
    assertThat(outage(HURT, WHOLE, CLAMPED, other))
        .isEqualTo(new Judgement(Word.NOT_REPRODUCED, List.of("no gateway died of its heap")));
  }

  @Test
  void withoutAHurtNeighbourNothingWasReproduced() {
    assertThat(outage(WHOLE, WHOLE, CLAMPED, Story.heapDeath()))
        .isEqualTo(
            new Judgement(Word.NOT_REPRODUCED, List.of("no neighbour was hurt in the flood")));
  }

  @Test
  void aDrillInWhichNothingHappenedSaysEverythingThatIsMissing() {
    assertThat(outage(WHOLE, WHOLE, CLAMPED).reasons())
        .containsExactly("no gateway died of its heap", "no neighbour was hurt in the flood");
  }

  @ParameterizedTest
  @CsvSource({"999, 1, NOT_REPRODUCED", "998, 2, RECOVERED"})
  void aNeighbourIsHurtBelowThreeNines(long ok, long failed, Word word) {
    Judgement judgement =
        outage(Story.tenant("acme", ok, failed), WHOLE, CLAMPED, Story.heapDeath());
    assertThat(judgement.word()).isEqualTo(word);
  }

  @Test
  void aControlRunWithOnlyRejectionsIsUnharmed() {
    assertThat(control(WHOLE)).isEqualTo(new Judgement(Word.UNHARMED, List.of()));
  }

  @Test
  void aControlRunIsHarmedByADeath() {
    assertThat(control(WHOLE, Story.heapDeath()))
        .isEqualTo(new Judgement(Word.HARMED, List.of("gateway-7d9-abcde died: heap exhausted")));
  }

  @Test
  void aControlRunIsHarmedByANeighbourThatIsHurtInAnyPhase() {
    assertThat(control(HURT))
        .isEqualTo(
            new Judgement(
                Word.HARMED, List.of("flood: 75.00 % of the requests of acme went well")));
  }

  @Test
  void aControlRunWithoutARejectionIsHarmed() {
    List<Phase> phases =
        List.of(
            new Phase(
                Phase.FLOOD, Story.START, 40, List.of(Story.noisy(60_000, 0), WHOLE), null, null));
    assertThat(Judgement.of(CONTROL, phases, List.of()))
        .isEqualTo(new Judgement(Word.HARMED, List.of("the limiter rejected nothing of hooli")));
  }

  @Test
  void aDrillThatWasInterruptedProvesNothingWhateverItSaw() {
    List<Phase> phases = new ArrayList<>(Story.phases(HURT, WHOLE, CLAMPED));
    phases.removeLast();
    phases.add(
        new Phase(
            Phase.RECOVERY, Story.RECOVERY, 1, List.of(CLAMPED, WHOLE), null, ExitCode.TERMINATED));
    for (DrillPlan plan : List.of(OUTAGE, CONTROL)) {
      assertThat(Judgement.of(plan, phases, List.of(Story.heapDeath())))
          .isEqualTo(new Judgement(Word.INTERRUPTED, List.of("interrupted in the recovery")));
    }
  }

  @Test
  void reasonsReadTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(control(HURT).reasons().getFirst()).contains("75.00 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RECOVERED, recovered, true",
    "NOT_RECOVERED, not-recovered, false",
    "NOT_REPRODUCED, not-reproduced, false",
    "UNHARMED, unharmed, true",
    "HARMED, harmed, false",
    "INTERRUPTED, interrupted, false"
  })
  void everyWordIsSpelledInOneWayAndIsGoodOrBad(Word word, String text, boolean good) {
    assertThat(word).hasToString(text);
    assertThat(word.good()).isEqualTo(good);
  }

  private static Judgement outage(
      OfTenant flooded, OfTenant recovered, OfTenant noisyAtEnd, Death... deaths) {
    return Judgement.of(OUTAGE, Story.phases(flooded, recovered, noisyAtEnd), List.of(deaths));
  }

  private static Judgement control(OfTenant neighbour, Death... deaths) {
    List<Phase> phases =
        List.of(
            new Phase(
                Phase.BASELINE, Story.START, 10, List.of(Story.noisy(100, 0), WHOLE), null, null),
            new Phase(
                Phase.FLOOD,
                Story.START,
                40,
                List.of(Story.noisy(800, 59_200), neighbour),
                null,
                null));
    return Judgement.of(CONTROL, phases, List.of(deaths));
  }
}
