package io.voucherctl.server.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts per tenant and route since the start. Bounded by the known tenants times the templates,
 * and one row for those who are nobody. Safe for all threads.
 */
final class GatewayStatistics {
  /** Not a tenant id, so nobody's row is nobody else's. */
  static final String UNKNOWN = "_unknown";

  /** One tenant's routes, in order of their names. */
  record TenantFigures(String tenant, List<RouteFigures> routes) {}

  private final RouteStatistics unknown = new RouteStatistics();
  private volatile Map<String, Map<String, RouteStatistics>> byTenant = Map.of();

  /** Keeps rows for exactly these tenants; who has left takes its figures along. */
  synchronized void put(Set<String> tenants) {
    Map<String, Map<String, RouteStatistics>> next = new HashMap<>();
    for (String tenant : tenants) {
      next.put(tenant, byTenant.getOrDefault(tenant, new ConcurrentHashMap<>()));
    }
    byTenant = Map.copyOf(next);
  }

  /**
   * Where a request is counted.
   *
   * @param route one of a bounded set
   */
  RouteStatistics of(String tenant, String route) {
    Map<String, RouteStatistics> routes = byTenant.get(tenant);
    return routes == null ? unknown : routes.computeIfAbsent(route, _ -> new RouteStatistics());
  }

  /** Where a request without a tenant is counted. */
  RouteStatistics unknown() {
    return unknown;
  }

  /** All tenants in order of their ids, those without requests too. */
  List<TenantFigures> tenants() {
    List<TenantFigures> tenants = new ArrayList<>();
    new TreeMap<>(byTenant)
        .forEach((tenant, routes) -> {
          List<RouteFigures> figures = new ArrayList<>();
          new TreeMap<>(routes).forEach((route, counted) -> figures.add(counted.snapshot(route)));
          tenants.add(new TenantFigures(tenant, figures));
        });
    return tenants;
  }
}
