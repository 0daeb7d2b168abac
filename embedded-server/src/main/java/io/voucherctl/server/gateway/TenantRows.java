package io.voucherctl.server.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One tenant's rows, one per route it has called. Safe for all threads. */
final class TenantRows {
  private final Map<String, RouteStatistics> routes = new ConcurrentHashMap<>();
  private @Nullable TenantRows heir;

  /**
   * The row of a route.
   *
   * @param route one of a bounded set
   */
  RouteStatistics of(String route) {
    RouteStatistics known = routes.get(route);
    return known == null ? open(route) : known;
  }

  private synchronized RouteStatistics open(String route) {
    return heir == null
        ? routes.computeIfAbsent(route, _ -> new RouteStatistics())
        : heir.of(route);
  }

  /** Leaves everything to {@code to}, what is still under way too. */
  synchronized void retire(TenantRows to) {
    heir = to;
    routes.forEach((route, row) -> row.retire(to.of(route)));
  }

  /** In order of the routes' names. */
  List<RouteFigures> snapshot() {
    List<RouteFigures> figures = new ArrayList<>();
    new TreeMap<>(routes).forEach((route, row) -> figures.add(row.snapshot(route)));
    return figures;
  }
}
