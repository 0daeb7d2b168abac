package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.QuotaDirectory;
import io.voucherctl.server.quota.Roster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What limiting means, whoever keeps the buckets. */
abstract class LimitingContract {
  private final HandClock clock = new HandClock();
  private Bench bench;
  private int revision;

  /** A gateway with the tenants of a {@link Bench}. */
  abstract Bench gateway(HandClock clock);

  @BeforeEach
  void open() {
    bench = gateway(clock);
    bench.standing.put(Roster.of(List.of(Bench.ACME, BOLT)));
  }

  @Test
  void admitsNeverMoreThanBurstAndRateInAnyWindowAndNoLess() {
    quota("rate: 50/s\nburst: 7");
    long start = clock.getAsLong();
    SplittableRandom random = new SplittableRandom(4);
    List<Long> admitted = new ArrayList<>();
    for (int step = 0; step < 150; step++) {
      clock.advanceNanos(random.nextLong(0, 60_000_000));
      for (int i = 0; i < 6; i++) {
        if (admitted(bench.validate(BOLT, "A"))) {
          admitted.add(clock.getAsLong());
        }
      }
    }
    for (int from = 0; from < admitted.size(); from++) {
      for (int to = from; to < admitted.size(); to++) {
        long most = 7 + (admitted.get(to) - admitted.get(from)) * 50 / 1_000_000_000;
        assertThat(to - from + 1L).isLessThanOrEqualTo(most);
      }
    }
    assertThat(admitted.size())
        .isGreaterThanOrEqualTo((int) ((clock.getAsLong() - start) * 40 / 1e9));
  }

  @Test
  void tellsTheCallerWhatIsLeft() {
    quota("rate: 5/s\nburst: 3");
    for (int left = 2; left >= 0; left--) {
      assertThat(forward(bench.validate(BOLT, "A")).setResponseHeaders().entries())
          .containsEntry("X-Rate-Limit-Limit", "3")
          .containsEntry("X-Rate-Limit-Remaining", Integer.toString(left));
    }
    Response limited = answer(bench.validate(BOLT, "A"));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.headers())
        .containsEntry("Retry-After", "1")
        .containsEntry("X-Rate-Limit-Remaining", "0");
  }

  @Test
  void cutsTokensToALowerBurstAtOnceAndRefundsNothing() {
    quota("rate: 5/s\nburst: 10");
    assertThat(admittedOf(4)).isEqualTo(4);
    quota("rate: 5/s\nburst: 2");
    assertThat(admittedOf(9)).isEqualTo(2);
    quota("rate: 100/s\nburst: 100");
    assertThat(admittedOf(9)).isZero();
    clock.advance(Duration.ofMillis(30));
    assertThat(admittedOf(9)).isEqualTo(3);
  }

  @Test
  void keepsWhatCameAtTheOldRateUntilTheEdit() {
    quota("rate: 1/s\nburst: 10");
    assertThat(admittedOf(20)).isEqualTo(10);
    clock.advance(Duration.ofSeconds(4));
    quota("rate: 1000/s\nburst: 1000");
    assertThat(admittedOf(20)).isEqualTo(4);
  }

  @Test
  void admitsNobodyAtRateZeroAndComesBackEmpty() {
    quota("rate: 5/s\nburst: 10");
    assertThat(admittedOf(1)).isEqualTo(1);
    quota("rate: 0/s");
    assertThat(admittedOf(3)).isZero();
    clock.advance(Duration.ofSeconds(9));
    quota("rate: 5/s\nburst: 10");
    assertThat(admittedOf(3)).isZero();
    clock.advance(Duration.ofMillis(400));
    assertThat(admittedOf(3)).isEqualTo(2);
  }

  @Test
  void takesNoTokenOfATenantForARequestThatItsRouteRejects() {
    quota("rate: 1/s\nburst: 5\nroutes: {'/v1/vouchers': {rate: 1/s, burst: 1}}");
    assertThat(admittedOf(10, "/v1/vouchers")).isEqualTo(1);
    assertThat(admittedOf(10, "/v1/orders")).isEqualTo(4);
  }

  @Test
  void givesTheRoutesTokenBackWhenTheTenantHasNone() {
    quota("rate: 1/s\nburst: 1\nroutes: {'/v1/vouchers': {rate: 1/h, burst: 1}}");
    assertThat(admittedOf(1, "/v1/orders")).isEqualTo(1);
    assertThat(admittedOf(3, "/v1/vouchers")).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(admittedOf(3, "/v1/vouchers")).isEqualTo(1);
  }

  @Test
  void rejectsNobodyInShadowButCounts() {
    quota("rate: 1/h\nburst: 2\nmode: shadow");
    assertThat(admittedOf(5)).isEqualTo(5);
    RouteFigures figures = figures();
    assertThat(figures.admitted()).isEqualTo(5);
    assertThat(figures.shadowLimited()).isEqualTo(3);
    assertThat(figures.limited()).isZero();
  }

  @Test
  void boundsWhatIsUnderWayAndForgetsNoneOfIt() {
    quota("rate: 1000/s\nburst: 1000\nconcurrency: 2");
    Decision.Forward one = forward(bench.validate(BOLT, "A"));
    Decision.Forward two = forward(bench.validate(BOLT, "A"));
    assertThat(answer(bench.validate(BOLT, "A")).status()).isEqualTo(429);
    one.course().finished(200);
    two.course().finished(0);
    assertThat(bench.accounts.of("bolt").inFlight()).isZero();
    assertThat(figures().offered()).isEqualTo(3);
  }

  private RouteFigures figures() {
    return bench.statistics.of("bolt", ApiRoutes.VALIDATE).snapshot(ApiRoutes.VALIDATE);
  }

  private void quota(String text) {
    bench.standing.put(QuotaDirectory.book("r" + ++revision, Map.of("bolt", text), Map.of(), null));
    // what the tests look at begins with the first quota's full bucket
    if (revision == 1) {
      clock.advance(Duration.ofHours(1));
    }
  }

  private int admittedOf(int requests) {
    return admittedOf(requests, "/v1/vouchers/A/validate");
  }

  private int admittedOf(int requests, String target) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += admitted(bench.ask(BOLT, "POST", target)) ? 1 : 0;
    }
    return admitted;
  }
}
