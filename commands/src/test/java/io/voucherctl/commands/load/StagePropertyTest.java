package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.voucherctl.server.quota.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any load that is put together from stages. A failure prints its seed. */
final class StagePropertyTest {
  private static final int TRIES = 80;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void asManyComeByAnyMomentAsTheRateSaysAndNoneTwice(
      @ForAll("even") List<Stage> stages,
      @ForAll("cuts") double cut,
      @ForAll("phases") long phase) {
    Timeline timeline = timeline(stages, 0, phase);
    long end = length(stages);
    List<Long> due = walk(timeline.schedule(new SplittableRandom(1)));

    assertThat(due).isSorted();
    assertThat((double) due.size()).isCloseTo(timeline.amount(0, end), offset(1.001));
    assertThat((double) due.size()).isEqualTo(timeline.arrivals(0, end));
    if (!due.isEmpty()) {
      assertThat(due.getFirst()).isNotNegative();
      assertThat(due.getLast()).isLessThan(end);
    }
    long moment = (long) (end * cut);
    double before = due.stream().filter(nanos -> nanos < moment).count();
    assertThat(before).isEqualTo(timeline.arrivals(0, moment));
    assertThat(before).isCloseTo(timeline.amount(0, moment), offset(1.001));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void theIntegralOfTheRateIsWhatIsPlanned(@ForAll("even") List<Stage> stages) {
    Timeline timeline = timeline(stages, 0, 0);
    long end = length(stages);
    int slices = 4_000;
    double sum = 0;
    double peak = 0;
    for (int i = 0; i < slices; i++) {
      double rate = timeline.rateAt((long) ((i + 0.5) / slices * end));
      sum += rate * end / slices / 1e9;
      peak = Math.max(peak, rate);
    }
    assertThat(peak).isLessThanOrEqualTo(timeline.peak(0, end) + 1e-6);
    // Each jump of the rate may lie within a slice.
    double jumps = timeline.pieces().size() * timeline.peak(0, end) * end / slices / 1e9;
    assertThat(sum).isCloseTo(timeline.amount(0, end), offset(jumps + 1e-6));
    assertThat(timeline.rateAt(end)).isZero();
    assertThat(timeline.rateAt(-1)).isZero();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void theShardsTogetherSendExactlyTheWhole(
      @ForAll("any") List<Stage> stages, @ForAll("shards") int count, @ForAll long seed) {
    LoadPlan whole = plan(stages, seed, Shard.WHOLE);
    List<Long> together = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      LoadPlan part = plan(stages, seed, new Shard(number, count));
      List<Long> own = walk(part.schedule(part.tenants().getFirst()));
      assertThat(own).isSorted();
      together.addAll(own);
    }
    List<Long> all = walk(whole.schedule(whole.tenants().getFirst()));
    assertThat(together.stream().sorted().toList()).isEqualTo(all);
    assertThat(all).isSorted();
  }

  @Property(tries = 40)
  void theShardsAskForTheSameThingsInTheSameOrder(@ForAll("shards") int count, @ForAll long seed) {
    OperationMix mix = OperationMix.parse("validate=5,redeem=3,publish=2");
    LoadPlan.TenantLoad load =
        new LoadPlan.TenantLoad(
            "acme",
            LoadModel.Open.constant(Rate.perSecond(1)),
            mix,
            new KeyDistribution.Zipf(1.1),
            10);
    List<String> codes = VoucherCodes.of("acme", 1, 50);
    FreshCodes fresh = new FreshCodes(new SplittableRandom(1));
    TenantRequests whole = new TenantRequests(0, load, codes, fresh, seed, Shard.WHOLE);
    List<TenantRequests> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      parts.add(new TenantRequests(0, load, codes, fresh, seed, new Shard(number, count)));
    }
    for (int k = 0; k < 200; k++) {
      DrawnRequest expected = whole.next();
      DrawnRequest actual = parts.get(k % count).next();
      assertThat(actual.request().path()).isEqualTo(expected.request().path());
      assertThat(actual.operation()).isEqualTo(expected.operation());
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void theMeasuredTimeIsTheSameWithAWarmUp(
      @ForAll("even") List<Stage> stages,
      @ForAll("warmups") long warmup,
      @ForAll("phases") long phase) {
    List<Long> plain = walk(timeline(stages, 0, phase).schedule(new SplittableRandom(1)));
    List<Long> measured =
        walk(timeline(stages, warmup, phase).schedule(new SplittableRandom(1))).stream()
            .filter(nanos -> nanos >= warmup)
            .map(nanos -> nanos - warmup)
            .toList();
    assertThat(measured).isEqualTo(plain);
  }

  @Provide
  Arbitrary<Long> phases() {
    return Arbitraries.longs().between(0, Piece.UNIT - 1);
  }

  @Provide
  Arbitrary<List<Stage>> even() {
    return Arbitraries.oneOf(constant(), ramp(), step(), burst(), replay(false))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .filter(StagePropertyTest::sendsSome);
  }

  @Provide
  Arbitrary<List<Stage>> any() {
    return Arbitraries.oneOf(
            constant(), ramp(), step(), burst(), poisson(), replay(false), replay(true))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .filter(StagePropertyTest::sendsSome);
  }

  @Provide
  Arbitrary<Double> cuts() {
    return Arbitraries.doubles().between(0, 1);
  }

  @Provide
  Arbitrary<Integer> shards() {
    return Arbitraries.integers().between(1, 7);
  }

  @Provide
  Arbitrary<Long> warmups() {
    return Arbitraries.longs().between(1, 5_000_000_000L);
  }

  private static Arbitrary<Stage> constant() {
    return Combinators.combine(rates(0), lengths()).as(Stage.Constant::new);
  }

  private static Arbitrary<Stage> poisson() {
    return Combinators.combine(rates(1), lengths()).as(Stage.Poisson::new);
  }

  private static Arbitrary<Stage> ramp() {
    return Combinators.combine(rates(0), rates(0), lengths()).as(Stage.Ramp::new);
  }

  private static Arbitrary<Stage> step() {
    return Combinators.combine(rates(0), rates(0), Arbitraries.integers().between(2, 9), lengths())
        .as(Stage.Step::new);
  }

  private static Arbitrary<Stage> burst() {
    return Combinators.combine(rates(0), rates(1), lengths(), Arbitraries.integers().between(1, 9))
        .as((base, peak, lasts, tenths) ->
            new BurstStage(
                base, peak, lasts.dividedBy(3), lasts.dividedBy(30).multipliedBy(tenths), lasts));
  }

  private static Arbitrary<Stage> replay(boolean random) {
    Arbitrary<RecordedCounts.Stretch> stretch =
        Combinators.combine(
                Arbitraries.longs().between(1_000_000, 2_000_000_000),
                Arbitraries.longs().between(0, 90))
            .as(RecordedCounts.Stretch::new);
    return stretch
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(counts -> {
          long nanos = counts.stream().mapToLong(RecordedCounts.Stretch::nanos).sum();
          return new ReplayStage(
              Path.of("run.hlog"), "acme", random, counts, Duration.ofNanos(nanos));
        });
  }

  private static Arbitrary<Rate> rates(int least) {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(least, 90).map(Rate::perSecond),
        Arbitraries.longs()
            .between(least, 9_999)
            .map(count -> new Rate(count, Duration.ofMinutes(1))),
        Arbitraries.longs()
            .between(least, 99_999)
            .map(count -> new Rate(count, Duration.ofHours(1))));
  }

  private static Arbitrary<Duration> lengths() {
    return Arbitraries.longs().between(30, 9_000).map(Duration::ofMillis);
  }

  private static boolean sendsSome(List<Stage> stages) {
    return stages.stream().anyMatch(stage -> stage.meanPerHour() > 0);
  }

  private static LoadPlan plan(List<Stage> stages, long seed, Shard shard) {
    return new LoadPlan(
        List.of(new LoadPlan.TenantLoad("acme", new LoadModel.Open(stages), OperationMix.DEFAULT)),
        Duration.ofNanos(length(stages)),
        Duration.ofMillis(700),
        LoadPlan.DEFAULT_TIMEOUT,
        seed,
        shard,
        null);
  }

  private static Timeline timeline(List<Stage> stages, long warmup, long phase) {
    return new LoadModel.Open(stages).timeline(warmup, phase);
  }

  private static long length(List<Stage> stages) {
    return stages.stream().mapToLong(stage -> stage.lasts().toNanos()).sum();
  }

  private static List<Long> walk(ArrivalSchedule schedule) {
    List<Long> due = new ArrayList<>();
    for (long next = schedule.nextNanos(); next != ArrivalSchedule.ENDED; ) {
      due.add(next);
      next = schedule.nextNanos();
    }
    assertThat(schedule.nextNanos()).isEqualTo(ArrivalSchedule.ENDED);
    return due;
  }
}
