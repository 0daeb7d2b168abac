package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayStatistics.TenantFigures;
import io.voucherctl.server.gateway.GatewayStatus.Percentiles;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.gateway.GatewayStatus.TenantStatus;
import io.voucherctl.server.quota.QuotaBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Puts the gateway's state together for {@code /status}. */
final class StatusReport {
  private StatusReport() {}

  static GatewayStatus of(
      Standing.InForce quotas,
      GatewayStatistics statistics,
      HeapUse heap,
      LimiterStatus limiter,
      Instant startedAt,
      Instant now) {
    QuotaBook book = quotas.book();
    List<TenantStatus> tenants =
        statistics.tenants().stream().map(figures -> tenant(figures, book, now)).toList();
    return new GatewayStatus(
        GatewayStatus.SCHEMA,
        book.revision(),
        Math.max(0, Duration.between(quotas.since(), now).toSeconds()),
        book.invalid(),
        QuotaFigures.of(book.defaultQuota(now)),
        heap,
        limiter,
        startedAt.toString(),
        tenants,
        statistics.unknown().snapshot(ApiRoutes.OTHER).refused());
  }

  private static TenantStatus tenant(TenantFigures figures, QuotaBook book, Instant now) {
    return new TenantStatus(
        figures.tenant(),
        QuotaFigures.of(book.quotaOf(figures.tenant(), now)),
        figures.routes().stream().map(StatusReport::route).toList());
  }

  private static RouteStatus route(RouteFigures figures) {
    ResponseTime took = figures.responseTime();
    return new RouteStatus(
        figures.route(),
        figures.offered(),
        figures.admitted(),
        figures.limited(),
        figures.upstreamErrors(),
        new Percentiles(took.p50Micros(), took.p99Micros(), took.maxMicros()));
  }
}
