package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  private static final String ROUTE = "POST /v1/vouchers/{code}/validate";

  @ParameterizedTest
  @CsvSource({
    "20/s, 40, 1, 0, 53000, 1100",
    "20/s, 40, 2, 0, 53000, 1100",
    "20/s, 40, 2, 3, 53000, 1220",
    "20/s, 40, 3, 0, 0, 40",
    "20/s, 2, 3, 1, 0, 5",
    "600/m, 1, 1, 0, 1500, 16",
    "1/m, 1, 1, 0, 1000, 2",
    "0/s, 0, 5, 9, 60000, 0"
  })
  void aFleetAllowsOneBurstOneMoreForEachRestartAndItsRateOverTime(
      String rate, long burst, int replicas, int restarts, long millis, long allowed) {
    TenantQuota quota = new TenantQuota("hooli", Rate.parse(rate), burst);
    assertThat(Findings.allowed(quota, replicas, restarts, Duration.ofMillis(millis)))
        .isEqualTo(allowed);
  }

  @Test
  void theHeaviestTenantIsHeldAgainstItsOwnQuota() {
    TrafficTally tally = new TrafficTally();
    RouteCount acme = new RouteCount("acme", ROUTE, 400, 400, 0);
    RouteCount hooli = new RouteCount("hooli", ROUTE, 50_000, 49_990, 10);
    tally.add(new GatewaySample("gateway-1", Story.START, 1, 2, List.of(acme, hooli)));
    for (int restart = 0; restart < 4; restart++) {
      tally.add(new GatewaySample("gateway-2", Story.START.plusSeconds(restart), 1, 2, List.of()));
    }

    Findings findings =
        Findings.of(
            tally,
            tenant -> new TenantQuota(tenant, Rate.perSecond(20), 40),
            2,
            Duration.ofSeconds(53),
            97);

    assertThat(findings)
        .isEqualTo(new Findings("hooli", ROUTE, 50_000, 49_990, 1_220, "20/s burst 40", 2, 3, 97));
  }

  @Test
  void withoutASampleThereAreNoFindings() {
    Findings none =
        Findings.of(
            new TrafficTally(),
            tenant -> {
              throw new AssertionError("nobody to ask about");
            },
            2,
            Duration.ofSeconds(1),
            0);
    assertThat(none).isNull();
  }
}
