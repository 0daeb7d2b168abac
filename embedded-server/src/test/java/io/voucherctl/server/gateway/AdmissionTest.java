package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.Admission.Admitted;
import io.voucherctl.server.gateway.Admission.Rejected;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private final HandClock clock = new HandClock();
  private final Accounts accounts = new Accounts(clock);

  @ParameterizedTest
  @CsvSource({"50/s, 80", "7/s, 1", "600/m, 30", "3/m, 2", "36000/h, 100", "1000/s, 1000"})
  void neverAdmitsMoreThanBurstPlusRateTimesTimeInAnyWindow(String rate, long burst) {
    TenantQuota quota = new TenantQuota("acme", Rate.parse(rate), burst);
    put(quota);
    SplittableRandom random = new SplittableRandom(42);
    int asked = 6_000;
    long[] at = new long[asked];
    int admitted = 0;
    for (int i = 0; i < asked; i++) {
      // Mostly faster than the rate, now and then a long rest.
      double gap = random.nextInt(200) == 0 ? burst : random.nextDouble(1.2);
      clock.advanceNanos((long) (gap * 1e9 / quota.rate().perSecond()));
      if (ask() instanceof Admitted) {
        at[admitted++] = clock.currentTimeNanos();
      }
    }
    double worst = Double.NEGATIVE_INFINITY;
    for (int from = 0; from < admitted; from++) {
      for (int to = from; to < admitted; to++) {
        double allowed = burst + quota.rate().perSecond() * (at[to] - at[from]) / 1e9;
        worst = Math.max(worst, to - from + 1 - allowed);
      }
    }
    assertThat(worst).as("requests beyond burst + rate * t").isLessThan(1e-6);
    assertThat(admitted).isGreaterThan((int) burst);
  }

  @Test
  void admitsTheWholeRateOfASteadyCaller() {
    put(new TenantQuota("acme", Rate.perSecond(50), 1));
    for (int i = 0; i < 1_000; i++) {
      assertThat(ask()).isInstanceOf(Admitted.class);
      clock.advance(Duration.ofMillis(20));
    }
  }

  @Test
  void saysHowManyAreLeftAndWhenTheNextCanBeMade() {
    put(new TenantQuota("acme", Rate.parse("6/m"), 2));
    long start = HandClock.START.getEpochSecond();

    assertThat(ask()).isEqualTo(new Admitted(2, 1, start, null, null));
    assertThat(ask()).isEqualTo(new Admitted(2, 0, start + 10, null, null));
    clock.advance(Duration.ofMillis(2_500));
    assertThat(ask()).isEqualTo(new Rejected(Admission.Bound.TENANT, 2, 8, start + 10, null));
    clock.advance(Duration.ofMillis(7_500));
    assertThat(ask()).isInstanceOf(Admitted.class);
  }

  @Test
  void asksToRetryAfterAWholeSecondAtLeast() {
    put(new TenantQuota("acme", Rate.perSecond(1_000), 1));
    ask();

    assertThat(((Rejected) ask()).retryAfterSeconds()).isEqualTo(1);
  }

  @Test
  void letsALowerQuotaActOnTheNextRequest() {
    put(new TenantQuota("acme", Rate.perSecond(500), 1_000));
    assertThat(((Admitted) ask()).remaining()).isEqualTo(999);

    put(new TenantQuota("acme", Rate.perSecond(2), 3));

    assertThat(admittedOf(100)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(1));
    assertThat(admittedOf(100)).isEqualTo(2);
  }

  @Test
  void letsAHigherQuotaActOnTheNextRequestWithoutRefundingTokens() {
    put(new TenantQuota("acme", Rate.perSecond(2), 3));
    admittedOf(100);

    put(new TenantQuota("acme", Rate.perSecond(500), 1_000));

    assertThat(admittedOf(100)).isZero();
    clock.advance(Duration.ofMillis(100));
    assertThat(admittedOf(100)).isEqualTo(50);
  }

  @Test
  void keepsTokensOverAnEditThatChangesNothingAndOverAnotherTenantsEdit() {
    TenantQuota quota = new TenantQuota("acme", Rate.perSecond(2), 10);
    put(quota);
    admittedOf(4);

    put(quota);

    assertThat(admittedOf(100)).isEqualTo(6);
  }

  @Test
  void cannotBeMadeToRefillByFlappingAnEdit() {
    for (int i = 0; i < 50; i++) {
      put(new TenantQuota("acme", Rate.perSecond(2), i % 2 == 0 ? 10 : 20));
      admittedOf(100);
    }
    assertThat(admittedOf(100)).isZero();
  }

  @Test
  void rejectsEverythingAtRateZeroAndStartsEmptyAfterwards() {
    put(new TenantQuota("acme", Rate.perSecond(5), 5));
    put(new TenantQuota("acme", Rate.perSecond(0), 0));
    clock.advance(Duration.ofHours(1));

    assertThat(ask()).isInstanceOf(Rejected.class);
    assertThat(((Rejected) ask()).retryAfterSeconds()).isEqualTo(60);
    assertThat(ask().limit()).isZero();

    put(new TenantQuota("acme", Rate.perSecond(5), 5));
    assertThat(admittedOf(10)).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(admittedOf(10)).isEqualTo(5);
  }

  @Test
  void givesATenantWithoutAQuotaTheDefault() {
    accounts.put(Set.of("acme"), QuotaBook.BUILT_IN, HandClock.START);

    assertThat(admittedOf(100)).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"1000000000/s, 1000000000", "1000000000/h, 1000000000", "1/h, 1000000000", "1/h, 1"})
  void holdsAtTheEdgesOfWhatARateMayBe(String rate, long burst) {
    put(new TenantQuota("acme", Rate.parse(rate), burst));

    assertThat(ask()).isInstanceOf(Admitted.class);
    put(new TenantQuota("acme", Rate.perSecond(1), 1));
    clock.advance(Duration.ofDays(365));
    assertThat(admittedOf(100)).isEqualTo(1);
  }

  private void put(TenantQuota quota) {
    accounts.put(Set.of("acme", "other"), QuotaBook.of("r", List.of(quota)), HandClock.START);
  }

  private Admission ask() {
    return accounts.of("acme").bucket().take(clock.millis());
  }

  private int admittedOf(int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += ask() instanceof Admitted ? 1 : 0;
    }
    return admitted;
  }
}
