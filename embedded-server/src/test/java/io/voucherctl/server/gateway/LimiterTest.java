package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Decision;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.QuotaDirectory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private final Bench bench = Bench.sound();

  @Test
  void capsARouteAndLeavesTheOthers() {
    quota("rate: 100/s\nroutes: {'POST /v1/vouchers/{code}/validate': {rate: 1/s, burst: 2}}");
    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(admittedOf(10, "POST", "/v1/vouchers/A/validate")).isEqualTo(2);
    assertThat(admittedOf(10, "GET", "/v1/vouchers/A/validate")).isEqualTo(10);
    assertThat(admittedOf(10, "GET", "/v1/vouchers")).isEqualTo(10);
  }

  @Test
  void capsEveryMethodOfARouteThatNamesNone() {
    quota("rate: 100/s\nroutes: {'/v1/vouchers': {rate: 1/s, burst: 3}}");

    assertThat(admittedOf(2, "GET", "/v1/vouchers")).isEqualTo(2);
    assertThat(admittedOf(2, "POST", "/v1/vouchers")).isEqualTo(1);
  }

  @Test
  void capsARouteHoweverItIsSpelt() {
    quota("rate: 100/s\nroutes: {'POST /v1/vouchers/{code}/validate': {rate: 1/s, burst: 2}}");
    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(admittedOf(1, "POST", "/v1//vouchers/A/VALIDATE")).isEqualTo(1);
    assertThat(admittedOf(1, "post", "/v1/vouchers/A/%76alidate/")).isEqualTo(1);
    assertThat(admittedOf(1, "POST", "/x/../v1/vouchers/B/validate;a=1")).isZero();
    assertThat(admittedOf(1, "POST", "http://api.example/V1/vouchers/B/validate")).isZero();
    assertThat(admittedOf(1, "POST", "/v1/vouchers/B%2Fvalidate")).isZero();
    assertThat(admittedOf(3, "POST", "/v1/vouchers/B/redemption")).isEqualTo(3);
  }

  @Test
  void takesNoTokenOfATenantForARequestThatItsRouteRejects() {
    quota("rate: 1/s\nburst: 5\nroutes: {'/v1/vouchers': {rate: 1/s, burst: 1}}");

    assertThat(admittedOf(10, "GET", "/v1/vouchers")).isEqualTo(1);
    assertThat(admittedOf(10, "GET", "/v1/orders")).isEqualTo(4);
  }

  @Test
  void givesTheRoutesTokenBackWhenTheTenantHasNone() {
    quota("rate: 1/s\nburst: 1\nroutes: {'/v1/vouchers': {rate: 1/h, burst: 1}}");
    assertThat(admittedOf(1, "GET", "/v1/orders")).isEqualTo(1);
    assertThat(admittedOf(5, "GET", "/v1/vouchers")).isZero();

    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(admittedOf(1, "GET", "/v1/vouchers")).isEqualTo(1);
  }

  @Test
  void boundsHowManyAreUnderWay() {
    quota("rate: 100/s\nconcurrency: 2");
    Decision.Forward first = forward(ask("GET", "/v1/vouchers"));
    forward(ask("GET", "/v1/vouchers"));

    assertThat(answer(ask("GET", "/v1/vouchers")).status()).isEqualTo(429);

    first.course().finished(200);
    Decision.Forward third = forward(ask("GET", "/v1/vouchers"));
    assertThat(admitted(ask("GET", "/v1/vouchers"))).isFalse();
    third.course().failed(Decision.UpstreamFailure.CONNECT);
    assertThat(admitted(ask("GET", "/v1/vouchers"))).isTrue();
  }

  @Test
  void countsWhatIsUnderWayAcrossAnEdit() {
    quota("rate: 100/s\nconcurrency: 5");
    forward(ask("GET", "/v1/vouchers"));
    forward(ask("GET", "/v1/vouchers"));

    quota("rate: 100/s\nconcurrency: 2");

    assertThat(admitted(ask("GET", "/v1/vouchers"))).isFalse();
  }

  @Test
  void enforcesItsPartOfARouteCapAndOfTheCapOnWhatIsUnderWay() {
    quota(
        "rate: 900/s\nburst: 900\nconcurrency: 8\n"
            + "routes: {'/v1/vouchers': {rate: 9/s, burst: 9}}");
    bench.clock.advance(Duration.ofSeconds(1));
    bench.standing.put(FleetShare.of(3));

    assertThat(admittedOf(20, "GET", "/v1/vouchers")).isEqualTo(3);
    bench.clock.advance(Duration.ofSeconds(2));
    bench.standing.put(FleetShare.of(9));
    assertThat(admittedOf(20, "GET", "/v1/vouchers")).isEqualTo(1);

    bench.standing.put(FleetShare.of(4));
    forward(ask("GET", "/v1/orders"));
    forward(ask("GET", "/v1/orders"));
    assertThat(answer(ask("GET", "/v1/orders")).headers()).containsEntry("X-Rate-Limit-Limit", "8");
    bench.standing.put(FleetShare.of(100));
    assertThat(admitted(ask("GET", "/v1/orders"))).isFalse();
    bench.standing.put(FleetShare.of(1));
    assertThat(admitted(ask("GET", "/v1/orders"))).isTrue();
  }

  @Test
  void admitsInTheShadowAndCountsWhatItWouldHaveRejected() {
    quota("rate: 1/s\nburst: 3\nmode: shadow");

    assertThat(admittedOf(10, "GET", "/v1/vouchers")).isEqualTo(10);
    RouteFigures figures = bench.statistics.tenants().get(1).routes().getFirst();
    assertThat(figures.admitted()).isEqualTo(10);
    assertThat(figures.shadowLimited()).isEqualTo(7);
    assertThat(figures.limited()).isZero();
  }

  @Test
  void endsALeaseByItself() {
    quota("rate: 1/s\nburst: 1\nuntil: 2026-05-04T09:00:10Z\nthen: {rate: 50/s, burst: 50}");
    assertThat(admittedOf(5, "GET", "/v1/vouchers")).isEqualTo(1);
    bench.clock.advance(Duration.ofMillis(9_999));
    bench.standing.endLeases();
    assertThat(admittedOf(5, "GET", "/v1/vouchers")).isEqualTo(1);

    bench.clock.advance(Duration.ofMillis(1));
    bench.standing.endLeases();
    bench.clock.advance(Duration.ofSeconds(1));

    assertThat(admittedOf(100, "GET", "/v1/vouchers")).isEqualTo(50);
  }

  private void quota(String text) {
    bench.standing.put(QuotaDirectory.book("edited", Map.of("bolt", text), Map.of(), null));
  }

  private Decision ask(String method, String target) {
    return bench.ask(BOLT, method, target);
  }

  private int admittedOf(int requests, String method, String target) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      if (ask(method, target) instanceof Decision.Forward forward) {
        admitted++;
        forward.course().finished(200);
      }
    }
    return admitted;
  }
}
