package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several gateways without sockets, under one clock, that enforce one limit between them. */
class FleetShareTest {
  private static final int MOST = 7;

  private final HandClock clock = new HandClock();
  private final List<Accounts> gateways =
      IntStream.range(0, MOST).mapToObj(_ -> new Accounts(clock)).toList();

  @ParameterizedTest
  @CsvSource({"50/s, 80", "7/s, 7", "600/m, 31", "1000000/s, 1000000", "10/h, 8", "3/s, 1000"})
  void admitsAtMostBurstPlusRateTimesTimeInAnyWindow(String rate, long burst) {
    TenantQuota quota = new TenantQuota("acme", Rate.parse(rate), burst);
    for (int replicas = 1; replicas <= MOST; replicas++) {
      Accounts[] fleet = freshFleet(quota, replicas);
      SplittableRandom random = new SplittableRandom(42);
      double perNano = quota.rate().perSecond() / 1e9;
      long start = clock.currentTimeNanos();
      // A window's excess over rate * t is a rise of (admitted - rate * t); the worst is the
      // largest rise from an earlier low.
      double lowest = 0;
      double worst = 0;
      for (int admitted = 0, asked = 0; asked < 8_000; asked++) {
        double gap = random.nextInt(300) == 0 ? burst : random.nextDouble(1.2);
        clock.advanceNanos((long) (gap / perNano));
        double due = (clock.currentTimeNanos() - start) * perNano;
        if (take(fleet[random.nextInt(replicas)]) instanceof Admitted) {
          lowest = Math.min(lowest, admitted - due);
          worst = Math.max(worst, ++admitted - due - lowest);
        }
      }
      assertThat(worst).as("worst window of %d", replicas).isLessThan(burst + 1e-4);
    }
  }

  @ParameterizedTest
  @CsvSource({"50/s, 80, 20", "7/s, 14, 60", "600/m, 31, 60", "200/s, 100, 10", "10/h, 14, 36000"})
  void admitsTheWholeRateOfAFleetThatIsAskedForMore(String rate, long burst, long seconds) {
    TenantQuota quota = new TenantQuota("acme", Rate.parse(rate), burst);
    for (int replicas = 1; replicas <= MOST; replicas++) {
      Accounts[] fleet = freshFleet(quota, replicas);
      long step = (long) (1e9 / quota.rate().perSecond() / 10);
      long steps = Duration.ofSeconds(seconds).toNanos() / step;
      long admitted = 0;
      for (long i = 0; i < burst * 10; i++) {
        admitted += take(fleet[(int) (i % replicas)]) instanceof Admitted ? 1 : 0;
      }
      for (long i = 0; i < steps; i++) {
        clock.advanceNanos(step);
        admitted += take(fleet[(int) (i % replicas)]) instanceof Admitted ? 1 : 0;
      }
      double allowed = burst + quota.rate().perSecond() * seconds;
      assertThat((double) admitted).isBetween(allowed - 2 * replicas, allowed + 1e-6);
    }
  }

  @Test
  void takesOverWhatTheOthersLeaveAndGivesUpWhatNewOnesTake() {
    put(new TenantQuota("acme", Rate.perSecond(60), 60));
    split(3);
    assertThat(admittedOf(gateways.getFirst(), 100)).isEqualTo(20);

    split(1);
    assertThat(admittedOf(gateways.getFirst(), 100)).as("a larger part is no refund").isZero();
    assertThat(admittedOver(gateways.getFirst(), Duration.ofSeconds(1))).isEqualTo(60);
    clock.advance(Duration.ofSeconds(10));
    assertThat(admittedOf(gateways.getFirst(), 100)).as("all of the burst").isEqualTo(60);

    clock.advance(Duration.ofSeconds(10));
    split(6);
    assertThat(admittedOf(gateways.getFirst(), 100)).as("cut to its part").isEqualTo(10);
    assertThat(admittedOver(gateways.getFirst(), Duration.ofSeconds(1))).isEqualTo(10);
  }

  @Test
  void keepsTheBoundWhileTheFleetGrowsAndShrinks() {
    long burst = 210;
    TenantQuota quota = new TenantQuota("acme", Rate.perSecond(100), burst);
    put(quota);
    SplittableRandom random = new SplittableRandom(5);
    int ready = MOST;
    split(ready);
    double allowed = burst;
    long admitted = 0;
    for (int change = 0; change < 400; change++) {
      int next = 1 + random.nextInt(MOST);
      split(next);
      // Those that were not ready have filled up meanwhile; they come back as if they had started.
      allowed += Math.max(0, next - ready) * (double) burst / next;
      ready = next;
      int requests = random.nextInt(600);
      for (int i = 0; i < requests; i++) {
        clock.advanceNanos(1_000_000);
        allowed += 0.1;
        admitted += take(gateways.get(random.nextInt(ready))) instanceof Admitted ? 1 : 0;
      }
      assertThat((double) admitted).isLessThan(allowed + 1e-6);
    }
    assertThat(admitted).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5/s", "1/h"})
  void cannotBeMadeToRefillByAFleetThatFlaps(String rate) {
    put(new TenantQuota("acme", Rate.parse(rate), 10));
    for (int i = 0; i < 200; i++) {
      split(1 + i % MOST);
      if (i >= 2) {
        assertThat(admittedOf(gateways.getFirst(), 50)).isZero();
      } else {
        admittedOf(gateways.getFirst(), 50);
      }
    }
  }

  @Test
  void doesNotLoseTheProgressOfASlowRefillToAFleetThatFlaps() {
    put(new TenantQuota("acme", Rate.parse("1/h"), 1));
    Accounts gateway = gateways.getFirst();
    split(3);
    admittedOf(gateway, 5);
    double due = 0;
    long admitted = 0;
    for (int i = 0; i < 24 * 60; i++) {
      int parts = 1 + i % 3;
      split(parts);
      clock.advance(Duration.ofMinutes(1));
      due += 1.0 / 60 / parts;
      admitted += admittedOf(gateway, 5);
    }
    assertThat((double) admitted).isBetween(0.95 * due - 1, due);
  }

  @Test
  void splitsOneRequestAnHourOverThree() {
    put(new TenantQuota("acme", Rate.parse("1/h"), 3));
    split(3);
    Accounts gateway = gateways.getFirst();

    assertThat(admittedOf(gateway, 5)).isEqualTo(1);
    clock.advance(Duration.ofHours(3).minusMillis(1));
    Rejected rejected = (Rejected) take(gateway);
    assertThat(rejected.retryAfterSeconds()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(admittedOf(gateway, 5)).isEqualTo(1);
  }

  @Test
  void letsOneRequestThroughOnEachOfMoreGatewaysThanTheBurstHas() {
    put(new TenantQuota("acme", Rate.perSecond(4), 2));
    split(4);

    assertThat(admittedOfAll(4, 3)).isEqualTo(4);
    clock.advance(Duration.ofSeconds(1));
    assertThat(admittedOfAll(4, 3)).isEqualTo(4);
  }

  @Test
  void admitsNothingAtRateZeroWhateverTheFleet() {
    put(new TenantQuota("acme", Rate.perSecond(0), 0));
    for (int parts : new int[] {3, 1, 7}) {
      split(parts);
      clock.advance(Duration.ofHours(1));
      assertThat(admittedOfAll(MOST, 3)).isZero();
    }
    put(new TenantQuota("acme", Rate.perSecond(70), 70));
    assertThat(admittedOf(gateways.getFirst(), 100)).as("starts empty").isZero();
    assertThat(admittedOver(gateways.getFirst(), Duration.ofSeconds(1))).isEqualTo(10);
  }

  @Test
  void tellsCallersOfTheWholeLimitAndOfWhatTheFleetHasLeft() {
    put(new TenantQuota("acme", Rate.perSecond(10), 30));
    split(3);
    Accounts gateway = gateways.getFirst();

    assertThat(take(gateway).limit()).isEqualTo(30);
    assertThat(((Admitted) take(gateway)).remaining()).isEqualTo(24);
    admittedOf(gateway, 7);
    Admitted last = (Admitted) take(gateway);
    assertThat(last.remaining()).isZero();
    assertThat(last.nextEpochSeconds()).isEqualTo(HandClock.START.getEpochSecond() + 1);
    assertThat(take(gateway)).isInstanceOf(Rejected.class);
    assertThat(take(gateway).limit()).isEqualTo(30);
  }

  @Test
  void splitsTenantsThatComeLater() {
    split(3);
    put(new TenantQuota("acme", Rate.perSecond(10), 30));

    assertThat(admittedOf(gateways.getFirst(), 100)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"1000000000/s, 1000000000", "999999937/h, 999999937", "1/h, 1000000000", "1/h, 1"})
  void holdsAtTheEdgesOfWhatALimitAndAFleetMayBe(String rate, long burst) {
    put(new TenantQuota("acme", Rate.parse(rate), burst));
    for (int parts : new int[] {FleetShare.MOST, 1, 9_973, 2}) {
      split(parts);
      clock.advance(Duration.ofDays(3_650));
      assertThat(take(gateways.getFirst())).isInstanceOf(Admitted.class);
    }
  }

  private Accounts[] freshFleet(TenantQuota quota, int replicas) {
    return IntStream.range(0, replicas)
        .mapToObj(_ -> {
          Accounts fresh = new Accounts(clock);
          fresh.split(replicas);
          fresh.put(Set.of("acme"), QuotaBook.of("r", List.of(quota)), HandClock.START);
          return fresh;
        })
        .toArray(Accounts[]::new);
  }

  private void put(TenantQuota quota) {
    QuotaBook book = QuotaBook.of("r", List.of(quota));
    gateways.forEach(gateway -> gateway.put(Set.of("acme"), book, HandClock.START));
  }

  private void split(int parts) {
    gateways.forEach(gateway -> gateway.split(parts));
  }

  private Admission take(Accounts gateway) {
    return gateway.of("acme").bucket().take(clock.millis());
  }

  private int admittedOf(Accounts gateway, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += take(gateway) instanceof Admitted ? 1 : 0;
    }
    return admitted;
  }

  private int admittedOfAll(int fleet, int requests) {
    return gateways.stream().limit(fleet).mapToInt(gateway -> admittedOf(gateway, requests)).sum();
  }

  private int admittedOver(Accounts gateway, Duration time) {
    int admitted = 0;
    for (long i = 0; i < time.toMillis(); i++) {
      clock.advance(Duration.ofMillis(1));
      admitted += admittedOf(gateway, 2);
    }
    return admitted;
  }
}
