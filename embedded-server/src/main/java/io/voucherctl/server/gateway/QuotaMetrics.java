package io.voucherctl.server.gateway;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The quotas in force, and how old the book is that has them. */
final class QuotaMetrics {
  private static final double MILLIS_PER_SECOND = 1000;

  private final GaugeSnapshot.Builder rate =
      Metrics.gauge("quota_tokens_per_second", "Sustained rate of a tenant's quota.");
  private final GaugeSnapshot.Builder burst =
      Metrics.gauge("quota_burst_tokens", "Capacity of a tenant's bucket.");
  private final GaugeSnapshot.Builder concurrency =
      Metrics.gauge("quota_concurrent_requests", "Requests of a tenant that may be under way.");
  private final GaugeSnapshot.Builder enforced =
      Metrics.gauge("quota_enforced", "1 for a quota that is enforced, 0 for one in the shadow.");
  private final GaugeSnapshot.Builder routeRate =
      Metrics.gauge("route_quota_tokens_per_second", "Sustained rate of a route's cap.");
  private final GaugeSnapshot.Builder routeBurst =
      Metrics.gauge("route_quota_burst_tokens", "Capacity of the bucket of a route's cap.");

  void add(TenantQuota quota) {
    Labels tenant = Labels.of("tenant", quota.tenant());
    rate.dataPoint(Metrics.value(tenant, quota.rate().perSecond()));
    burst.dataPoint(Metrics.value(tenant, quota.burst()));
    boolean on = quota.enforcement() == Enforcement.ENFORCE;
    enforced.dataPoint(Metrics.value(tenant, on ? 1 : 0));
    Integer most = quota.concurrency();
    if (most != null) {
      concurrency.dataPoint(Metrics.value(tenant, most));
    }
    quota
        .routes()
        .forEach((route, cap) -> {
          cap(tenant.add("method", route.method()).add("route", route.template()), cap);
        });
  }

  private void cap(Labels labels, RateLimit cap) {
    routeRate.dataPoint(Metrics.value(labels, cap.rate().perSecond()));
    routeBurst.dataPoint(Metrics.value(labels, cap.burst()));
  }

  void addTo(MetricSnapshots.Builder all, Standing standing) {
    Standing.InForce quotas = standing.quotas();
    QuotaBook book = quotas.book();
    SourceHealth health = standing.health(Feed.Source.QUOTAS);
    SourceHealth tenants = standing.health(Feed.Source.TENANTS);
    all.metricSnapshot(rate.build())
        .metricSnapshot(burst.build())
        .metricSnapshot(concurrency.build())
        .metricSnapshot(enforced.build())
        .metricSnapshot(routeRate.build())
        .metricSnapshot(routeBurst.build())
        .metricSnapshot(one("invalid_quotas", "Quotas that cannot be used.", book.invalid().size()))
        .metricSnapshot(
            one(
                "quota_book_loaded_timestamp_seconds",
                "When the book in force came into force.",
                seconds(quotas.since())))
        .metricSnapshot(
            one(
                "quota_source_confirmed_timestamp_seconds",
                "When the source was last seen to say what is in force; 0 for never.",
                seconds(health.confirmedAt())))
        .metricSnapshot(
            source("quota_source_up", "1 while the quotas' source can be read.", health))
        .metricSnapshot(source("tenant_source_up", "1 while the tenants' can.", tenants));
  }

  private static double seconds(@Nullable Instant moment) {
    return moment == null ? 0 : moment.toEpochMilli() / MILLIS_PER_SECOND;
  }

  private static GaugeSnapshot source(String name, String help, SourceHealth health) {
    return one(name, help, health.up() ? 1 : 0);
  }

  private static GaugeSnapshot one(String name, String help, double value) {
    return Metrics.gauge(name, help).dataPoint(Metrics.value(Labels.EMPTY, value)).build();
  }
}
