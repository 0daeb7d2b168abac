package io.voucherctl.commands.latency;

import java.util.List;

/**
 * What a recorded log says, tenant by tenant, in the order of their first interval.
 *
 * @param file as it was named
 */
public record LatencyReport(String schema, String file, List<OfTenant> tenants) {
  public static final String SCHEMA = "voucherctl.latency-report/v1";

  /**
   * One tag of the log.
   *
   * @param tenant the tag; empty for intervals without one
   */
  public record OfTenant(String tenant, long intervals, LatencyFigures responseTime) {}

  public static LatencyReport of(String file, List<OfTenant> tenants) {
    return new LatencyReport(SCHEMA, file, List.copyOf(tenants));
  }
}
