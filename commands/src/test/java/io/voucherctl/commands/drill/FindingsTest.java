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
    "20/s, 40, 2, 53000, 2200",
    "20/s, 40, 1, 53000, 1100",
    "20/s, 40, 3, 0, 120",
    "600/m, 1, 1, 1500, 16",
    "1/m, 1, 1, 1000, 2",
    "0/s, 0, 5, 60000, 0"
  })
  void aBucketAllowsItsBurstAndItsRateOverTimeOnEachReplica(
      String rate, long burst, int replicas, long millis, long allowed) {
    TenantQuota quota = new TenantQuota("hooli", Rate.parse(rate), burst);
    assertThat(Findings.allowed(quota, replicas, Duration.ofMillis(millis))).isEqualTo(allowed);
  }

  @Test
  void theHeaviestTenantIsHeldAgainstItsOwnQuota() {
    TrafficTally tally = new TrafficTally();
    RouteCount acme = new RouteCount("acme", ROUTE, 400, 400, 0);
    RouteCount hooli = new RouteCount("hooli", ROUTE, 50_000, 49_990, 10);
    tally.add(new GatewaySample("gateway-1", Story.START, 1, 2, List.of(acme, hooli)));

    Findings findings =
        Findings.of(
            tally,
            tenant -> new TenantQuota(tenant, Rate.perSecond(20), 40),
            2,
            Duration.ofSeconds(53),
            97);

    assertThat(findings)
        .isEqualTo(new Findings("hooli", ROUTE, 50_000, 49_990, 2_200, "20/s burst 40", 2, 97));
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
