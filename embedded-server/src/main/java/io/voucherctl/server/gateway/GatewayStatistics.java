package io.voucherctl.server.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts per tenant and route since the start. Bounded by the known tenants times the templates,
 * one row per template for those who have left, and one row for those who are nobody. No sum over
 * all of them ever goes back. Safe for all threads.
 */
final class GatewayStatistics {
  /** Not a tenant id, so nobody's row is nobody else's. */
  static final String UNKNOWN = "_unknown";

  /** Not a tenant id either: all tenants that are tenants no more. */
  static final String DEPARTED = "_departed";

  /** Stands for all routes together. */
  static final String ALL_ROUTES = "*";

  /** One tenant's routes, in order of their names. */
  record TenantFigures(String tenant, List<RouteFigures> routes) {}

  /**
   * Everything, no tenant twice and none left out.
   *
   * @param tenants all known tenants in order of their ids, those without requests too
   * @param departed what tenants did who have left since; one who comes back begins anew
   * @param unknown requests without a tenant
   */
  record Snapshot(List<TenantFigures> tenants, List<RouteFigures> departed, RouteFigures unknown) {
    RouteFigures total() {
      Stream<RouteFigures> known = tenants.stream().flatMap(tenant -> tenant.routes().stream());
      return RouteFigures.sum(
          ALL_ROUTES,
          Stream.of(known, departed.stream(), Stream.of(unknown)).flatMap(s -> s).toList());
    }
  }

  private final RouteStatistics unknown = new RouteStatistics();
  private final TenantRows departed = new TenantRows();
  private volatile Map<String, TenantRows> byTenant = Map.of();

  /** Keeps rows for exactly these tenants. */
  synchronized void put(Set<String> tenants) {
    Map<String, TenantRows> next = new HashMap<>();
    for (String tenant : tenants) {
      TenantRows known = byTenant.get(tenant);
      next.put(tenant, known == null ? new TenantRows() : known);
    }
    byTenant.forEach((tenant, rows) -> {
      if (!tenants.contains(tenant)) {
        rows.retire(departed);
      }
    });
    byTenant = Map.copyOf(next);
  }

  /**
   * Where a request is counted.
   *
   * @param route one of a bounded set
   */
  RouteStatistics of(String tenant, String route) {
    TenantRows rows = byTenant.get(tenant);
    return (rows == null ? departed : rows).of(route);
  }

  /** Where a request without a tenant is counted. */
  RouteStatistics unknown() {
    return unknown;
  }

  /** All rows as of now; while it is taken no tenant comes or goes. */
  synchronized Snapshot snapshot() {
    List<TenantFigures> tenants = new ArrayList<>();
    new TreeMap<>(byTenant)
        .forEach((tenant, rows) -> tenants.add(new TenantFigures(tenant, rows.snapshot())));
    return new Snapshot(tenants, departed.snapshot(), unknown.snapshot(ApiRoutes.OTHER));
  }

  /** All tenants in order of their ids, those without requests too. */
  List<TenantFigures> tenants() {
    return snapshot().tenants();
  }
}
