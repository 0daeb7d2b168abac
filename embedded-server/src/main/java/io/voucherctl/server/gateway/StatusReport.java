package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayStatistics.TenantFigures;
import io.voucherctl.server.gateway.GatewayStatus.FleetFigures;
import io.voucherctl.server.gateway.GatewayStatus.Kinds;
import io.voucherctl.server.gateway.GatewayStatus.Percentiles;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.gateway.GatewayStatus.TenantStatus;
import io.voucherctl.server.gateway.GatewayStatus.TlsFigures;
import io.voucherctl.server.http.TlsStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the gateway's state together for {@code /status}. */
final class StatusReport {
  private final QuotaReport quotas;
  private final boolean histograms;

  private StatusReport(QuotaReport quotas, boolean histograms) {
    this.quotas = quotas;
    this.histograms = histograms;
  }

  /**
   * The page.
   *
   * @param histograms whether each row carries its histogram, so that it can be added to others
   */
  static GatewayStatus of(
      Standing standing,
      GatewayStatistics.Snapshot figures,
      HeapUse heap,
      OverloadStatus overload,
      @Nullable LimiterStatus limiter,
      @Nullable TlsStanding tls,
      Instant startedAt,
      Instant now,
      boolean histograms) {
    Standing.InForce quotas = standing.quotas();
    QuotaReport told = new QuotaReport(quotas.book(), now);
    StatusReport report = new StatusReport(told, histograms);
    return new GatewayStatus(
        GatewayStatus.SCHEMA,
        quotas.book().revision(),
        Math.max(0, Duration.between(quotas.since(), now).toSeconds()),
        standing.health(Feed.Source.QUOTAS).status(now),
        standing.health(Feed.Source.TENANTS).status(now),
        quotas.book().invalid(),
        told.ofDefault(),
        FleetFigures.of(standing.share()),
        heap,
        overload,
        limiter,
        tls == null ? null : TlsFigures.of(tls),
        startedAt.toString(),
        report.row(figures.total()),
        figures.tenants().stream().map(report::tenant).toList(),
        figures.departed().stream().map(report::row).toList(),
        report.row(figures.unknown()),
        figures.unknown().refusedBy().of(Refusal.CREDENTIALS));
  }

  private TenantStatus tenant(TenantFigures figures) {
    List<RouteFigures> routes = figures.routes();
    return new TenantStatus(
        figures.tenant(),
        quotas.of(figures.tenant()),
        row(RouteFigures.sum(GatewayStatistics.ALL_ROUTES, routes)),
        routes.stream().map(this::row).toList());
  }

  private RouteStatus row(RouteFigures figures) {
    return new RouteStatus(
        figures.route(),
        figures.offered(),
        figures.admitted(),
        figures.limited(),
        figures.shed(),
        figures.refused(),
        figures.upstreamErrors(),
        figures.answered(),
        figures.left(),
        figures.inFlight(),
        figures.shadowLimited(),
        new Kinds(
            figures.limitedBy().byName(),
            figures.shadowLimitedBy().byName(),
            figures.refusedBy().byName(),
            figures.answeredBy().byName(),
            figures.upstreamFailures().byName()),
        percentiles(figures.responseTime()),
        histograms ? HistogramText.of(figures.micros()) : null);
  }

  static Percentiles percentiles(ResponseTime took) {
    return new Percentiles(
        took.count(),
        took.totalMicros(),
        took.p50Micros(),
        took.p99Micros(),
        took.p999Micros(),
        took.maxMicros());
  }
}
