package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownLoadTest {
  private static final double MILLI = 1e6;
  private static final long SECOND = 1_000_000_000L;
  private static final KnownLoad.Stall STALL = new KnownLoad.Stall(3 * SECOND, 6 * SECOND);

  @Test
  void aStallHoldsUpWhatFallsIntoItAndNothingElse() {
    assertThat(STALL.end(SECOND, SECOND)).isEqualTo(2.0 * SECOND);
    assertThat(STALL.end(2 * SECOND, SECOND)).isEqualTo(3.0 * SECOND);
    assertThat(STALL.end(2.5 * SECOND, SECOND)).isEqualTo(6.5 * SECOND);
    assertThat(STALL.end(3 * SECOND, SECOND)).isEqualTo(7.0 * SECOND);
    assertThat(STALL.end(5 * SECOND, SECOND)).isEqualTo(7.0 * SECOND);
    assertThat(STALL.end(6 * SECOND, SECOND)).isEqualTo(7.0 * SECOND);
  }

  @Test
  void withoutAStallTheResponseTimesAreTheLaw() {
    DelayLaw law = new DelayLaw.Exponential(15 * MILLI, 10 * MILLI, 50 * MILLI);
    double[] times = new KnownLoad(law, 100, 1_000, 400, null).responseTimes();

    assertThat(times).hasSize(1_000);
    assertThat(times[499]).isCloseTo(law.quantile(0.4995), withPercentage(0.001));
    assertThat(times[989]).isCloseTo(law.quantile(0.9895), withPercentage(0.001));
    assertThat(times[999]).isCloseTo(law.quantile(0.9995), withPercentage(0.001));
  }

  @Test
  void withEnoughConnectionsTheQueueAgreesWithTheClosedForm() {
    for (DelayLaw law :
        List.of(
            new DelayLaw.Constant(20 * MILLI),
            new DelayLaw.Uniform(15 * MILLI, 45 * MILLI),
            new DelayLaw.Bimodal(15 * MILLI, 45 * MILLI, 0.9))) {
      KnownLoad load = new KnownLoad(law, 1_000, 12_000, 12_000, STALL);
      double[] times = load.responseTimes();
      for (double share : new double[] {0.5, 0.8, 0.9, 0.99, 0.999}) {
        assertThat(times[(int) Math.ceil(share * times.length) - 1])
            .as("%s %s", law, share)
            .isCloseTo(load.quantile(share), withPercentage(0.2));
      }
    }
  }

  @Test
  void fewConnectionsPutAQueueOnTopOfTheStall() {
    DelayLaw law = new DelayLaw.Constant(20 * MILLI);
    double[] times = new KnownLoad(law, 100, 1_200, 8, STALL).responseTimes();

    // 300 wait at the end of the stall; 8 at a time, each batch 20 ms, while 100 a second come:
    // the queue falls by 300 a second and is gone after a second.
    long affected = java.util.Arrays.stream(times).filter(time -> time > 20.001 * MILLI).count();
    assertThat(affected).isBetween(395L, 405L);
    assertThat(times[1_199]).isCloseTo(3_020 * MILLI, withPercentage(0.01));
  }

  @Test
  void everyDelayIsUsedOnceAndWellMixed() {
    KnownLoad load = new KnownLoad(new DelayLaw.Uniform(0, 1_000), 100, 1_000, 1, null);
    double[] delays = new double[1_000];
    double firstHundred = 0;
    for (int i = 0; i < delays.length; i++) {
      delays[i] = load.delay(i);
      firstHundred += i < 100 ? delays[i] : 0;
    }
    assertThat(delays).doesNotHaveDuplicates();
    assertThat(firstHundred / 100).isCloseTo(500, withPercentage(5));
  }

  @Test
  void quantilesOfTheLaws() {
    assertThat(new DelayLaw.Uniform(10, 20).quantile(0.25)).isEqualTo(12.5);
    assertThat(new DelayLaw.Bimodal(1, 9, 0.9).quantile(0.9)).isEqualTo(1);
    assertThat(new DelayLaw.Bimodal(1, 9, 0.9).quantile(0.91)).isEqualTo(9);
    DelayLaw exponential = new DelayLaw.Exponential(10, 5, 30);
    assertThat(exponential.quantile(1)).isCloseTo(30, withPercentage(1e-6));
    // F(15) = (1 - e^-1) / (1 - e^-4)
    assertThat(exponential.quantile(-Math.expm1(-1) / -Math.expm1(-4)))
        .isCloseTo(15, withPercentage(1e-6));
  }
}
