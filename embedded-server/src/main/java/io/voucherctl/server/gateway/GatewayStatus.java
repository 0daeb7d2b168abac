package io.voucherctl.server.gateway;

import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.TenantQuota;
import java.util.List;

/**
 * What {@code /status} says, as JSON. Counts are since {@code startedAt} and start anew with the
 * process.
 *
 * @param quotaRevision of the book in force
 * @param quotaAgeSeconds since that book came into force
 * @param startedAt RFC 3339
 * @param tenants all known tenants, in order of their ids
 * @param unauthorized requests refused with 401
 */
public record GatewayStatus(
    String schema,
    String quotaRevision,
    long quotaAgeSeconds,
    List<InvalidEntry> invalidQuotas,
    QuotaFigures defaultQuota,
    HeapUse heap,
    LimiterStatus limiter,
    String startedAt,
    List<TenantStatus> tenants,
    long unauthorized) {
  public static final String SCHEMA = "voucherctl.gateway-status/v1";

  /** A quota in force. */
  public record QuotaFigures(String rate, long burst) {
    static QuotaFigures of(TenantQuota quota) {
      return new QuotaFigures(quota.rate().toString(), quota.burst());
    }
  }

  /** One tenant, with the routes it has called. */
  public record TenantStatus(String tenant, QuotaFigures quota, List<RouteStatus> routes) {}

  /**
   * One tenant on one route; {@code offered} is the sum of {@code admitted} and {@code limited}.
   */
  public record RouteStatus(
      String route,
      long offered,
      long admitted,
      long limited,
      long upstreamErrors,
      Percentiles responseTime) {}

  /** Response times of admitted requests; zeros while there are none. */
  public record Percentiles(long p50Micros, long p99Micros, long maxMicros) {}
}
