package io.voucherctl.server.gateway;

import static io.voucherctl.server.gateway.Bench.ACME;
import static io.voucherctl.server.gateway.Bench.BOLT;
import static io.voucherctl.server.gateway.Bench.admitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class As1DefectTest {
  private static final int CODES = 5_000;

  @Test
  void limitsAFloodOfDistinctCodesWhenTheDefectIsOff() {
    assertThat(admittedOfAFlood(Bench.sound())).isEqualTo(80);
  }

  @Test
  void neverLimitsAFloodOfDistinctCodesWhenTheDefectIsOn() {
    assertThat(admittedOfAFlood(Bench.withTheDefect())).isEqualTo(CODES);
  }

  @Test
  void stillLimitsOneCodeHammeredAlone() {
    Bench bench = Bench.withTheDefect();
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      admitted += admitted(bench.validate(BOLT, "SAME")) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void leavesEveryOtherRouteWithTheTenantsBucket() {
    Bench bench = Bench.withTheDefect();
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      admitted += admitted(bench.ask(BOLT, "GET", "/v1/vouchers/CODE-" + i)) ? 1 : 0;
      admitted += admitted(bench.ask(BOLT, "POST", "/v1/vouchers/C" + i + "/redemption")) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(10);
  }

  @Test
  void countsTheFloodOnOneRouteEitherWay() {
    Bench bench = Bench.withTheDefect();
    admittedOfAFlood(bench);

    assertThat(bench.statistics.tenants().getFirst().routes())
        .extracting(RouteFigures::route, RouteFigures::admitted)
        .containsExactly(tuple(ApiRoutes.VALIDATE, (long) CODES));
  }

  private static int admittedOfAFlood(Bench bench) {
    int admitted = 0;
    for (int i = 0; i < CODES; i++) {
      admitted += admitted(bench.validate(ACME, "CODE-" + i)) ? 1 : 0;
    }
    return admitted;
  }
}
