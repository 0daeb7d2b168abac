package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.server.quota.Rate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final ManualTicker ticker = new ManualTicker();
  private final StuckTransport transport = new StuckTransport();
  private final RunRecord record = new RunRecord(2, RunRecord.Clock.INTENDED_START);
  private final RunTotals totals = new RunTotals(List.of("acme", "globex"));
  private final TenantTally acme = new TenantTally();
  private final TenantTally globex = new TenantTally();
  private int places;

  @Test
  void sendsExactlyWhatIsDueAndNeverWaitsForAnswers() {
    LoadGenerator generator = generator(bounds(0, SECOND, 5 * SECOND, 1_000), 100, 40);

    assertThat(generator.step()).isEqualTo(10 * MILLI);
    assertThat(transport.taken).hasSize(2);
    for (int milli = 1; milli < 1_000; milli++) {
      ticker.advance(MILLI);
      generator.step();
      assertThat(transport.taken).hasSize(1 + milli / 10 + 1 + milli / 25);
    }
    assertThat(sent(0)).isEqualTo(100);
    assertThat(sent(1)).isEqualTo(40);
  }

  @Test
  void aStuckTargetCostsDropsAndTimeoutsButNeverTheSchedule() {
    LoadGenerator generator = generator(bounds(0, 2 * SECOND, SECOND / 2, 10), 100);
    drive(generator, MILLI);

    LoadReport.Outcomes outcomes = LoadReport.Outcomes.of(acme);
    // Ten places, each free again after half a second: five rounds begin within two seconds.
    assertThat(outcomes.timeout()).isEqualTo(40);
    assertThat(outcomes.dropped()).isEqualTo(160);
    assertThat(outcomes.sum()).isEqualTo(200);
    assertThat(record.scheduleLag().count()).isEqualTo(200);
    assertThat(record.scheduleLag().maxMicros()).isLessThanOrEqualTo(1_001);
    assertThat(transport.cancelled).hasSize(40);
    assertThat(acme.inFlight()).isZero();
    assertThat(figures(Outcome.TIMEOUT).p50Micros()).isCloseTo(500_000, withPercentage(0.5));
  }

  @Test
  void oneTenantsQueueTakesNoPlaceOfAnother() {
    LoadGenerator generator = generator(bounds(0, SECOND, 5 * SECOND, 10), 1_000, 5);
    drive(generator, MILLI);

    assertThat(acme.sum(Outcome.DROPPED)).isEqualTo(990);
    assertThat(globex.sum(Outcome.DROPPED)).isZero();
    assertThat(globex.sum(Outcome.TIMEOUT)).isEqualTo(5);
  }

  @Test
  void aLateGeneratorSendsAtOnceAndKeepsIntendedStarts() {
    LoadGenerator generator = generator(bounds(0, SECOND, 5 * SECOND, 1_000), 10);
    generator.step();
    ticker.advance(350 * MILLI);
    assertThat(generator.step()).isEqualTo(50 * MILLI);

    assertThat(transport.taken).hasSize(4);
    transport.taken.forEach(one -> one.reply().sent(false));
    transport.taken.forEach(one -> one.reply().answered(200));
    end(generator);
    LatencyFigures response = response();
    LatencyFigures service = record.serviceTime(0);
    // Due at 0, 100, 200 and 300 ms, all answered at 350.
    assertThat(response.maxMicros()).isCloseTo(350_000, withPercentage(0.5));
    assertThat(response.p50Micros()).isCloseTo(150_000, withPercentage(0.5));
    assertThat(service.maxMicros()).isLessThanOrEqualTo(1);
    assertThat(record.scheduleLag().p50Micros()).isCloseTo(150_000, withPercentage(0.5));
  }

  @Test
  void waitingForAConnectionIsTheTargetsFaultAndNotLag() {
    LoadGenerator generator = generator(bounds(0, SECOND, 5 * SECOND, 1_000), 1);
    generator.step();
    ticker.advance(400 * MILLI);
    transport.taken.getFirst().reply().sent(true);
    ticker.advance(100 * MILLI);
    transport.taken.getFirst().reply().answered(200);
    end(generator);

    assertThat(record.scheduleLag().maxMicros()).isLessThanOrEqualTo(1);
    assertThat(response().maxMicros()).isCloseTo(500_000, withPercentage(0.1));
    assertThat(record.serviceTime(0).maxMicros()).isCloseTo(100_000, withPercentage(0.1));
  }

  @Test
  void everyOutcomeIsCountedOnceAndTheFirstEndCounts() {
    LoadGenerator generator = generator(bounds(0, SECOND, SECOND, 1_000), 5);
    generator.step();
    for (int i = 0; i < 4; i++) {
      ticker.advance(200 * MILLI);
      generator.step();
    }
    answer(0, 200);
    answer(1, 429);
    answer(2, 503);
    transport.taken.get(3).reply().refused();
    answer(0, 503);
    transport.taken.get(3).reply().answered(200);
    drive(generator, 10 * MILLI);
    answer(4, 200);

    assertThat(LoadReport.Outcomes.of(acme))
        .isEqualTo(new LoadReport.Outcomes(1, 1, 1, 1, 1, 0, 0));
    assertThat(acme.statuses()).containsOnlyKeys("200", "429", "503");
    assertThat(acme.inFlight()).isZero();
    // A refused connection has no response time; a timeout has the time it waited.
    assertThat(response().count()).isEqualTo(4);
  }

  @Test
  void theWarmupIsSentButNotMeasuredByIntendedStart() {
    LoadGenerator generator = generator(bounds(SECOND, 2 * SECOND, 5 * SECOND, 1_000), 10);
    generator.step();
    for (int milli = 0; milli < 2_100; milli++) {
      ticker.advance(MILLI);
      generator.step();
    }
    transport.taken.forEach(one -> one.reply().answered(200));

    assertThat(transport.taken).hasSize(20);
    assertThat(acme.sum(Outcome.OK)).isEqualTo(10);
    assertThat(acme.statuses()).containsEntry("200", 10L);
    assertThat(record.scheduleLag().count()).isEqualTo(10);
    assertThat(generator.measuredNanos()).isEqualTo(SECOND);
    assertThat(generator.step()).isEqualTo(LoadGenerator.DONE);
  }

  @Test
  void anInterruptStopsSendingDrainsForASecondAndLeavesTheRestOut() {
    LoadGenerator generator = generator(bounds(0, 10 * SECOND, 5 * SECOND, 1_000), 10);
    generator.step();
    for (int i = 0; i < 2; i++) {
      ticker.advance(100 * MILLI);
      generator.step();
    }
    generator.stop();
    ticker.advance(50 * MILLI);
    generator.step();
    ticker.advance(500 * MILLI);
    answer(0, 200);
    assertThat(generator.step()).isNotEqualTo(LoadGenerator.DONE);
    ticker.advance(500 * MILLI);

    assertThat(generator.step()).isEqualTo(LoadGenerator.DONE);
    assertThat(transport.taken).hasSize(3);
    assertThat(LoadReport.Outcomes.of(acme).sum()).isEqualTo(1);
    assertThat(acme.unanswered()).isEqualTo(2);
    assertThat(generator.measuredNanos()).isEqualTo(250 * MILLI);
    answer(1, 200);
    assertThat(LoadReport.Outcomes.of(acme).sum()).isEqualTo(1);
  }

  @Test
  void aRunLastsItsWholeTimeAlsoWhenLittleIsDue() {
    LoadGenerator generator = generator(bounds(0, 10 * SECOND, SECOND, 10), 1);
    long before = ticker.nanos();
    for (long wait = generator.step(); wait != LoadGenerator.DONE; wait = generator.step()) {
      assertThat(wait).isPositive();
      transport.taken.forEach(one -> one.reply().answered(200));
      ticker.advance(wait);
    }
    assertThat(ticker.nanos() - before).isEqualTo(10 * SECOND);
    assertThat(generator.measuredNanos()).isEqualTo(10 * SECOND);
    assertThat(acme.sum(Outcome.OK)).isEqualTo(10);
  }

  @Test
  void aGeneratorFarBehindGivesUpAfterTheEndAndSaysSo() {
    LoadGenerator generator = generator(bounds(0, SECOND, SECOND, 10), 100_000);
    generator.step();
    assertThat(transport.taken).hasSize(1);
    ticker.advance(SECOND + LoadGenerator.GRACE_NANOS + 1);
    drive(generator, 10 * MILLI);

    assertThat(generator.wasCutOff()).isTrue();
    assertThat(LoadReport.Outcomes.of(acme).sum()).isEqualTo(1);
  }

  @Test
  void aRateChangedOnTheWayChangesWhatIsDueFromThenOn() {
    LoadGenerator generator = generator(bounds(0, 3 * SECOND, SECOND, 1_000), 10);
    generator.step();
    until(generator, SECOND);
    assertThat(sent(0)).isEqualTo(11);
    generator.scale(3);
    assertThat(generator.targetRate(0)).isEqualTo(10);
    until(generator, 2 * SECOND);
    assertThat(generator.targetRate(0)).isEqualTo(30);
    assertThat(sent(0)).isBetween(39L, 41L);
    generator.scale(1);
    until(generator, 3 * SECOND);
    assertThat(sent(0)).isBetween(49L, 51L);
    assertThat(generator.rateChanges())
        .extracting(RunEnd.RateChange::factor)
        .containsExactly(3.0, 1.0);
  }

  @Test
  void inAClosedModelEachEndTriggersTheNextRequest() {
    LoadGenerator generator =
        new LoadGenerator(
            ticker,
            transport,
            new MergedSchedule(List.of(() -> MergedSchedule.NEVER)),
            List.of(new LoadGenerator.Lane(requests(0), acme, 3, 1)),
            record,
            bounds(0, SECOND, SECOND / 2, 1));
    generator.step();
    assertThat(transport.taken).hasSize(3);
    ticker.advance(10 * MILLI);
    assertThat(generator.step()).isPositive();
    assertThat(transport.taken).hasSize(3);
    answer(1, 200);
    transport.taken.get(2).reply().reset();
    assertThat(transport.taken).as("never from within an answer").hasSize(3);
    generator.step();
    assertThat(transport.taken).hasSize(5);
    drive(generator, 10 * MILLI);
    LoadReport.Outcomes outcomes = LoadReport.Outcomes.of(acme);
    assertThat(outcomes.sum()).isEqualTo(transport.taken.size());
    assertThat(outcomes.dropped()).isZero();
    assertThat(outcomes.reset()).isEqualTo(1);
  }

  @Test
  void aRequestThatHangsHoldsUpItsOwnSecondOnly() throws Exception {
    LoadGenerator generator = generator(bounds(0, 4 * SECOND, 10 * SECOND, 1_000), 10);
    generator.step();
    for (int i = 0; i < 390; i++) {
      ticker.advance(10 * MILLI);
      generator.step();
      for (int one = 0; one < transport.taken.size(); one++) {
        if (one != 15) {
          transport.taken.get(one).reply().answered(200);
        }
      }
    }
    assertThat(record.next(0)).isNotNull();
    assertThat(record.next(0)).as("the second of the request that hangs").isNull();
    answer(15, 200);
    generator.step();
    assertThat(record.next(0)).isNotNull();
    assertThat(record.next(0)).isNotNull();
  }

  private LoadGenerator generator(LoadGenerator.Bounds bounds, int... rates) {
    List<TenantTally> tallies = List.of(acme, globex).subList(0, rates.length);
    List<ArrivalSchedule> schedules =
        Arrays.stream(rates)
            .mapToObj(rate -> ArrivalSchedule.constant(Rate.perSecond(rate)))
            .toList();
    List<LoadGenerator.Lane> lanes =
        tallies.stream()
            .map(
                tally -> new LoadGenerator.Lane(requests(tallies.indexOf(tally)), tally, 0, places))
            .toList();
    return new LoadGenerator(
        ticker, transport, new MergedSchedule(schedules), lanes, record, bounds);
  }

  private static TenantRequests requests(int lane) {
    return new TenantRequests(
        lane,
        new LoadPlan.TenantLoad("acme", Rate.perSecond(1), OperationMix.only(Operation.VALIDATE)),
        List.of("A-1", "A-2"),
        new FreshCodes(new SplittableRandom(1)),
        1,
        Shard.WHOLE);
  }

  private LoadGenerator.Bounds bounds(long warmup, long end, long timeout, int most) {
    places = most;
    return new LoadGenerator.Bounds(warmup, end, timeout);
  }

  private void drive(LoadGenerator generator, long grain) {
    while (generator.step() != LoadGenerator.DONE) {
      ticker.advance(grain);
    }
  }

  private void until(LoadGenerator generator, long elapsed) {
    while (generator.elapsed() < elapsed) {
      ticker.advance(MILLI);
      generator.step();
    }
  }

  private static void end(LoadGenerator generator) {
    generator.stop();
    assertThat(generator.step()).isEqualTo(LoadGenerator.DONE);
  }

  private void answer(int index, int status) {
    transport.taken.get(index).reply().sent(false);
    transport.taken.get(index).reply().answered(status);
  }

  private long sent(int lane) {
    return transport.taken.stream().filter(one -> one.request().lane() == lane).count();
  }

  private LatencyFigures response() {
    takeAll();
    return totals.responseTime(0);
  }

  private LatencyFigures figures(Outcome outcome) {
    takeAll();
    return totals.responseTime(0, outcome);
  }

  private void takeAll() {
    try {
      for (FiredSecond one = record.next(0); one != null; one = record.next(0)) {
        totals.add(one);
        record.recycle(one);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
