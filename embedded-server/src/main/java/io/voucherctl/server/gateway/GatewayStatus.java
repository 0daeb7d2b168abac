package io.voucherctl.server.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.voucherctl.server.quota.FleetShare;
import io.voucherctl.server.quota.InvalidEntry;
import io.voucherctl.server.quota.TenantQuota;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /status} says, as JSON. Counts are since {@code startedAt} and start anew with the
 * process.
 *
 * @param quotaRevision of the book in force
 * @param quotaAgeSeconds since that book came into force
 * @param quotaSource where that book comes from; the last good one stays while it is gone
 * @param tenantSource where the tenants and their keys come from
 * @param fleet how many gateways share every quota; the quotas shown are whole ones
 * @param startedAt RFC 3339
 * @param tenants all known tenants, in order of their ids
 * @param unauthorized requests refused with 401
 */
public record GatewayStatus(
    String schema,
    String quotaRevision,
    long quotaAgeSeconds,
    SourceStatus quotaSource,
    SourceStatus tenantSource,
    List<InvalidEntry> invalidQuotas,
    QuotaFigures defaultQuota,
    FleetFigures fleet,
    HeapUse heap,
    String startedAt,
    List<TenantStatus> tenants,
    long unauthorized) {
  public static final String SCHEMA = "voucherctl.gateway-status/v1";

  /**
   * Whether what is in force is what its source says.
   *
   * @param confirmedAt RFC 3339, when that was last seen; null when never
   * @param unreachableSince RFC 3339, the first look of those that failed since; null while none
   *     does
   * @param problem why the last look failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceStatus(
      @Nullable String confirmedAt,
      @Nullable Long confirmedAgeSeconds,
      @Nullable String unreachableSince,
      @Nullable String problem) {}

  /**
   * The fleet, as this gateway knows it.
   *
   * @param readyReplicas 0 while nobody has counted them
   * @param problem why the number may be out of date, if it may
   */
  public record FleetFigures(int readyReplicas, @Nullable String problem) {
    static FleetFigures of(FleetShare share) {
      return new FleetFigures(share.ready(), share.problem());
    }
  }

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
