package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayStatus.FleetFigures;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import io.voucherctl.server.gateway.GatewayStatus.RouteStatus;
import io.voucherctl.server.gateway.GatewayStatus.SourceStatus;
import io.voucherctl.server.gateway.GatewayStatus.TenantStatus;
import io.voucherctl.server.quota.InvalidEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Several gateways seen as one. Counts are added and histograms are, so what holds of each
 * replica's rows holds of these, and a percentile is the fleet's own. What replicas do not agree on
 * is shown for each.
 *
 * @param unreachable gateways that gave no status; nothing of theirs is in the sums
 * @param quotaRevisions of the books in force; one when all agree
 * @param tenants known to any of the replicas, in order of their ids
 */
public record FleetStatus(
    String schema,
    List<ReplicaStatus> replicas,
    List<Unreachable> unreachable,
    List<String> quotaRevisions,
    RouteStatus total,
    List<TenantInFleet> tenants,
    List<RouteStatus> departed,
    RouteStatus unknown) {
  public static final String SCHEMA = "voucherctl.gateway-fleet/v1";

  /** One gateway's answer and what it is called. */
  public record Replica(String name, GatewayStatus status) {}

  /** A gateway that should have answered, and why it did not. */
  public record Unreachable(String name, String reason) {}

  /**
   * What is a replica's own.
   *
   * @param fleet how many gateways it takes to share every quota
   * @param total everything that reached it
   */
  public record ReplicaStatus(
      String name,
      String startedAt,
      String quotaRevision,
      long quotaAgeSeconds,
      @Nullable SourceStatus quotaSource,
      List<InvalidEntry> invalidQuotas,
      @Nullable FleetFigures fleet,
      HeapUse heap,
      @Nullable OverloadStatus overload,
      RouteStatus total) {}

  /**
   * One tenant, with its quotas in force, its routes and the sum over them.
   *
   * @param quotas one when all replicas agree
   */
  public record TenantInFleet(
      String tenant, List<QuotaInForce> quotas, RouteStatus total, List<RouteStatus> routes) {}

  /** A quota and who has it in force. */
  public record QuotaInForce(QuotaFigures quota, List<String> replicas) {}

  /**
   * The fleet of these replicas; percentiles are there when the pages were asked for with their
   * histograms. No replicas at all are an IllegalArgumentException.
   *
   * @param histograms whether the sums carry theirs
   */
  public static FleetStatus of(
      Collection<Replica> replicas, List<Unreachable> unreachable, boolean histograms) {
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("a fleet of no gateways");
    }
    RowSum sum = new RowSum(histograms);
    List<GatewayStatus> all = replicas.stream().map(Replica::status).toList();
    return new FleetStatus(
        SCHEMA,
        replicas.stream().map(replica -> replica(replica, sum)).toList(),
        List.copyOf(unreachable),
        List.copyOf(new TreeSet<>(all.stream().map(GatewayStatus::quotaRevision).toList())),
        sum.of(GatewayStatistics.ALL_ROUTES, all.stream().map(GatewayStatus::total).toList()),
        tenants(replicas, sum),
        byRoute(all.stream().flatMap(status -> status.departed().stream()).toList(), sum),
        sum.of(ApiRoutes.OTHER, all.stream().map(GatewayStatus::unknown).toList()));
  }

  private static ReplicaStatus replica(Replica replica, RowSum sum) {
    GatewayStatus status = replica.status();
    return new ReplicaStatus(
        replica.name(),
        status.startedAt(),
        status.quotaRevision(),
        status.quotaAgeSeconds(),
        status.quotaSource(),
        status.invalidQuotas(),
        status.fleet(),
        status.heap(),
        status.overload(),
        sum.of(GatewayStatistics.ALL_ROUTES, List.of(status.total())));
  }

  private static List<TenantInFleet> tenants(Collection<Replica> replicas, RowSum sum) {
    Map<String, List<TenantStatus>> figures = new TreeMap<>();
    Map<String, Map<QuotaFigures, List<String>>> quotas = new TreeMap<>();
    for (Replica replica : replicas) {
      for (TenantStatus tenant : replica.status().tenants()) {
        figures.computeIfAbsent(tenant.tenant(), _ -> new ArrayList<>()).add(tenant);
        quotas
            .computeIfAbsent(tenant.tenant(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(tenant.quota(), _ -> new ArrayList<>())
            .add(replica.name());
      }
    }
    List<TenantInFleet> tenants = new ArrayList<>();
    figures.forEach((tenant, rows) ->
        tenants.add(tenant(tenant, rows, quotas.getOrDefault(tenant, Map.of()), sum)));
    return tenants;
  }

  private static TenantInFleet tenant(
      String tenant, List<TenantStatus> rows, Map<QuotaFigures, List<String>> quotas, RowSum sum) {
    List<QuotaInForce> inForce = new ArrayList<>();
    quotas.forEach((quota, names) -> inForce.add(new QuotaInForce(quota, List.copyOf(names))));
    return new TenantInFleet(
        tenant,
        inForce,
        sum.of(GatewayStatistics.ALL_ROUTES, rows.stream().map(TenantStatus::total).toList()),
        byRoute(rows.stream().flatMap(row -> row.routes().stream()).toList(), sum));
  }

  private static List<RouteStatus> byRoute(List<RouteStatus> rows, RowSum sum) {
    Map<String, List<RouteStatus>> routes = new TreeMap<>();
    rows.forEach(row -> routes.computeIfAbsent(row.route(), _ -> new ArrayList<>()).add(row));
    List<RouteStatus> sums = new ArrayList<>();
    routes.forEach((route, parts) -> sums.add(sum.of(route, parts)));
    return sums;
  }
}
