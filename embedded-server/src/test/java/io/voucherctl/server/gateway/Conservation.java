package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import java.util.Collection;

/** What must hold of every row and every sum at every moment. */
final class Conservation {
  private Conservation() {}

  static void holds(GatewayStatistics.Snapshot snapshot) {
    snapshot.tenants().forEach(tenant -> tenant.routes().forEach(Conservation::holds));
    snapshot.departed().forEach(Conservation::holds);
    holds(snapshot.unknown());
    holds(snapshot.total());
  }

  private static void holds(RouteFigures row) {
    assertThat(row.offered())
        .as("offered of %s", row)
        .isEqualTo(row.admitted() + row.limited() + row.shed() + row.refused());
    assertThat(row.admitted())
        .as("admitted of %s", row)
        .isEqualTo(row.answered() + row.left() + row.inFlight());
    assertThat(row.answered()).isEqualTo(row.answeredBy().total());
    assertThat(row.upstreamErrors()).isLessThanOrEqualTo(row.answered());
    assertThat(row.shadowLimited()).isLessThanOrEqualTo(row.admitted());
    assertThat(row.micros().getTotalCount()).isEqualTo(row.answered() + row.left());
    assertThat(row.inFlight()).isNotNegative();
  }

  static void holds(RouteStatus row) {
    assertThat(row.offered())
        .isEqualTo(row.admitted() + row.limited() + row.shed() + row.refused());
    assertThat(row.admitted()).isEqualTo(row.answered() + row.left() + row.inFlight());
    assertThat(row.answered()).isEqualTo(sum(row.by().answered().values()));
    assertThat(row.limited()).isEqualTo(sum(row.by().limited().values()));
    assertThat(row.shadowLimited()).isEqualTo(sum(row.by().shadowLimited().values()));
    assertThat(row.refused()).isEqualTo(sum(row.by().refused().values()));
    assertThat(row.upstreamErrors()).isEqualTo(sum(row.by().upstreamErrors().values()));
    assertThat(row.responseTime().count()).isEqualTo(row.answered() + row.left());
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
