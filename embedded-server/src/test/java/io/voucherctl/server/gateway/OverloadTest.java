package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.answer;
import static io.voucherctl.server.gateway.Bench.forward;
import static io.voucherctl.server.gateway.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.voucherctl.server.gateway.OverloadStatus.ShedTenant;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Roster;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway with four places: one tenant alone gets three of them. */
class OverloadTest {
  private final Bench bench = Bench.with(new OverloadLimits(80, 90, 4));

  @Test
  void turnsAwayWhoHoldsItsShareAndTakesNoToken() {
    forward(bench.validate(ACME, "A0"));
    forward(bench.validate(ACME, "A1"));
    Decision.Forward last = forward(bench.validate(ACME, "A2"));
    Response shed = answer(bench.validate(ACME, "A3"));

    assertThat(shed.status()).isEqualTo(503);
    assertThat(shed.headers()).containsEntry("Retry-After", "1");
    assertThat(text(shed))
        .contains("\"code\":503", "\"key\":\"service_unavailable\"", "\"request_id\":\"v-")
        .contains("Too many of your requests are under way");
    assertThat(bench.accounts.of("acme").inFlight()).isEqualTo(3);
    assertThat(figures("acme").shed()).isEqualTo(1);
    assertThat(figures("acme").admitted()).isEqualTo(3);
    Decision.Forward other = forward(bench.validate(BOLT, "B"));
    assertThat(text(answer(bench.validate(BOLT, "B")))).contains("no room for another");
    other.course().finished(200);
    last.course().finished(200);
    assertThat(forward(bench.validate(ACME, "A4")).setResponseHeaders().entries())
        .containsEntry("X-Rate-Limit-Remaining", "76");
  }

  @Test
  void everyEndOfARequestGivesItsPlaceBackOnce() {
    forward(bench.validate(ACME, "A")).course().finished(200);
    assertThat(inFlight()).isZero();
    forward(bench.validate(ACME, "A")).course().finished(0);
    assertThat(inFlight()).isZero();
    for (UpstreamFailure failure : UpstreamFailure.values()) {
      forward(bench.validate(ACME, "A")).course().failed(failure);
      assertThat(inFlight()).isZero();
    }
    bench.quota(new TenantQuota("bolt", Rate.perSecond(0), 0));
    assertThat(answer(bench.validate(BOLT, "A")).status()).isEqualTo(429);
    assertThat(inFlight()).isZero();
    bench.validate(Bench.tenant("nobody", 1, 1), "A");
    assertThat(inFlight()).isZero();
  }

  @Test
  void placesOutliveAQuotaEditAndATenantThatLeaves() {
    Decision.Forward first = forward(bench.validate(ACME, "A"));
    Decision.Forward second = forward(bench.validate(ACME, "B"));
    bench.quota(new TenantQuota("acme", Rate.perSecond(7), 7));
    assertThat(inFlight()).isEqualTo(2);
    first.course().finished(200);
    assertThat(inFlight()).isEqualTo(1);
    bench.standing.put(Roster.of(List.of(BOLT)));
    look(10, 1);
    bench.standing.put(Roster.of(List.of(ACME, BOLT)));
    assertThat(bench.overload.load("acme").inFlight()).isEqualTo(1);
    second.course().finished(200);
    assertThat(inFlight()).isZero();
    assertThat(bench.overload.load("acme").inFlight()).isZero();
  }

  @Test
  void aLimiterThatBreaksKeepsNoPlace() {
    Bench broken =
        Bench.with(
            OverloadLimits.DEFAULTS,
            (_, _, _) -> {
              throw new IllegalStateException("broken");
            });
    assertThatIllegalStateException().isThrownBy(() -> broken.validate(ACME, "A"));
    assertThat(broken.overload.status().inFlight()).isZero();
  }

  @Test
  void shedsTheHeaviestTenantAboveTheFirstMarkAndSaysSince() {
    flood();
    look(80, 1);

    Response shed = answer(bench.validate(BOLT, "A"));
    assertThat(shed.status()).isEqualTo(503);
    assertThat(shed.headers()).containsEntry("Retry-After", "10");
    assertThat(Bench.admitted(bench.validate(ACME, "A"))).isTrue();
    OverloadStatus status = bench.overload.status();
    assertThat(status.level()).isEqualTo("shedding");
    assertThat(status.since()).isEqualTo("2026-05-04T09:00:01Z");
    assertThat(status.heapLivePercent()).isEqualTo(80);
    assertThat(status.shed()).containsExactly(new ShedTenant("bolt", "2026-05-04T09:00:01Z"));
    look(20, 2);
    assertThat(bench.overload.status().level()).isEqualTo("normal");
    assertThat(Bench.admitted(bench.validate(BOLT, "A"))).isTrue();
  }

  @Test
  void letsATrickleOfTheOthersThroughAboveTheSecondMark() {
    flood();
    look(95, 1);

    List<Boolean> passed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Decision decision = bench.validate(ACME, "A" + i);
      passed.add(Bench.admitted(decision));
      if (decision instanceof Decision.Forward on) {
        on.course().finished(200);
      }
      assertThat(Bench.admitted(bench.validate(BOLT, "B" + i))).isFalse();
      bench.clock.advance(Duration.ofMillis(100));
    }
    assertThat(passed).startsWith(true, false).filteredOn(one -> one).hasSize(2);
    assertThat(passed.get(10)).isTrue();
  }

  private void flood() {
    forward(bench.validate(ACME, "A")).course().finished(200);
    for (int i = 0; i < 200; i++) {
      if (bench.validate(BOLT, "B" + i) instanceof Decision.Forward on) {
        on.course().finished(200);
      }
    }
  }

  private void look(int livePercent, long collections) {
    bench.clock.advance(Duration.ofSeconds(1));
    bench.overload.look(
        new HeapReading(livePercent * 10_000L, 0, 1_000_000, collections),
        bench.standing::quotaPerSecond);
  }

  private int inFlight() {
    return bench.overload.status().inFlight();
  }

  private RouteFigures figures(String tenant) {
    return bench.statistics.of(tenant, ApiRoutes.VALIDATE).snapshot(ApiRoutes.VALIDATE);
  }
}
