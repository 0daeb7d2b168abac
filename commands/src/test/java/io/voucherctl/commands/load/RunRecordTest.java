package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.SampleKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long NEVER = Long.MIN_VALUE;

  private final RunRecord record = new RunRecord(2, RunRecord.Clock.INTENDED_START);
  private final RunTotals totals = new RunTotals(List.of("acme", "globex"));

  @Test
  void aSecondIsHandedOverWhenAllThatWasFiredInItHasEnded() throws Exception {
    FiredSecond first = record.fired(900 * MILLI);
    FiredSecond second = record.fired(1_100 * MILLI);
    ok(second, 1_050 * MILLI, 1_200 * MILLI);
    record.passed(2 * SECOND);
    assertThat(next()).as("held up by the first").isNull();
    ok(first, 850 * MILLI, 2_000 * MILLI);
    record.passed(2 * SECOND);

    Interval one = next();
    assertThat(one.fromNanos()).isZero();
    assertThat(one.toNanos()).isEqualTo(SECOND);
    // Fired in the first second, valued from the intended start, whenever it ended.
    assertThat(max(one)).isBetween(1_149 * MILLI, 1_151 * MILLI);
    Interval other = next();
    assertThat(other.fromNanos()).isEqualTo(SECOND);
    assertThat(max(other)).isBetween(149 * MILLI, 151 * MILLI);
    assertThat(next()).isNull();
  }

  @Test
  void intervalsHaveNoGapsAndTheLastEndsWithTheRun() throws Exception {
    ok(record.fired(100 * MILLI), 0, SECOND);
    record.passed(3_400 * MILLI);
    record.finish(3_500 * MILLI);

    List<String> stretches = new ArrayList<>();
    for (Interval one = next(); one != null; one = next()) {
      stretches.add(one.fromNanos() / MILLI + "-" + one.toNanos() / MILLI);
    }
    assertThat(stretches).containsExactly("0-1000", "1000-2000", "2000-3000", "3000-3500");
  }

  @Test
  void everyOutcomeHasItsKeyAndOnlyAnswersCountAsResponseTimes() throws Exception {
    end(record.fired(0), Outcome.OK, 5 * MILLI);
    end(record.fired(0), Outcome.TIMEOUT, 500 * MILLI);
    end(record.fired(0), Outcome.REFUSED, MILLI);
    end(record.fired(0), Outcome.RESET, MILLI);
    record.dropped(0, Operation.VALIDATE, 0);
    record.dropped(0, Operation.VALIDATE, 10);
    record.fired(0).abandoned();
    record.finish(SECOND);

    Interval all = next();
    assertThat(all.responseTimes().keySet())
        .extracting(SampleKey::tag)
        .containsExactlyInAnyOrder(
            "acme/validate/ok",
            "acme/validate/timeout",
            "acme/validate/refused",
            "acme/validate/reset",
            "acme/validate/dropped");
    assertThat(
            all.responseTimes().get(new SampleKey("acme", "validate", "dropped")).getTotalCount())
        .isEqualTo(2);
    assertThat(totals.responseTime(0).count()).isEqualTo(2);
    assertThat(totals.responseTime(0, Outcome.REFUSED)).isEqualTo(LatencyFigures.NONE);
    assertThat(totals.responseTime(1)).isEqualTo(LatencyFigures.NONE);
  }

  @Test
  void tooLongForAHistogramIsClampedAndCounted() throws Exception {
    end(record.fired(0), Outcome.OK, LatencyFigures.HIGHEST_NANOS);
    end(record.fired(0), Outcome.OK, LatencyFigures.HIGHEST_NANOS + 1);
    record.finish(SECOND);

    assertThat(next()).isNotNull();
    assertThat(record.clamped()).isEqualTo(1);
    assertThat(totals.responseTime(0).maxMicros()).isBetween(299_000_000L, 301_000_000L);
  }

  @Test
  void serviceTimeCountsFromTheSend() {
    record.ended(record.fired(0), 1, Operation.REDEEM, Outcome.OK, 0, 400 * MILLI, 500 * MILLI);
    record.ended(record.fired(0), 1, Operation.REDEEM, Outcome.OK, 0, NEVER, 900 * MILLI);
    record.finish(SECOND);

    assertThat(record.serviceTime(1).count()).isEqualTo(1);
    assertThat(record.serviceTime(1).maxMicros()).isBetween(99_900L, 100_100L);
  }

  @Test
  void aClockFromTheActualSendHidesTheWait() throws Exception {
    RunRecord wrong = new RunRecord(1, RunRecord.Clock.ACTUAL_SEND);
    wrong.ended(
        wrong.fired(0), 0, Operation.VALIDATE, Outcome.OK, 0, 3 * SECOND, 3 * SECOND + MILLI);
    wrong.finish(4 * SECOND);
    FiredSecond second = wrong.next(0);
    assertThat(second).isNotNull();
    assertThat(second.nanos(0)).isEqualTo(MILLI);
  }

  @Test
  void secondsAreUsedAgain() throws Exception {
    ok(record.fired(0), 0, MILLI);
    record.passed(SECOND);
    FiredSecond used = record.next(0);
    assertThat(used).isNotNull();
    record.recycle(used);
    record.passed(2 * SECOND);
    assertThat(record.next(0)).isNotSameAs(used);
    record.passed(3 * SECOND);
    FiredSecond again = record.next(0);
    assertThat(again).isSameAs(used);
    assertThat(again.count()).isZero();
  }

  @Test
  void aReaderThatStaysAwayIsNotWaitedForAndNotHidden() {
    record.passed((RunRecord.MOST_WAITING + 1) * SECOND);
    assertThat(record.isOverrun()).isTrue();
  }

  private void ok(FiredSecond second, long intended, long now) {
    record.ended(second, 0, Operation.VALIDATE, Outcome.OK, intended, NEVER, now);
  }

  private void end(FiredSecond second, Outcome outcome, long nanos) {
    record.ended(second, 0, Operation.VALIDATE, outcome, 0, NEVER, nanos);
  }

  private @Nullable Interval next() throws InterruptedException {
    FiredSecond second = record.next(0);
    return second == null ? null : totals.add(second);
  }

  private static long max(Interval interval) {
    return interval.responseTimes().values().iterator().next().getMaxValue();
  }
}
