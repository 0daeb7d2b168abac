package io.voucherctl.server.gateway;

import io.voucherctl.server.http.LooseRoutes;
import io.voucherctl.server.quota.RoutePattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that some of a tenant's routes have on top of its own; a route is recognised however
 * its path is spelt. Immutable.
 */
final class RouteCaps {
  static final RouteCaps NONE = new RouteCaps(Map.of());

  private final Map<RoutePattern, TokenBucket> buckets;
  private final LooseRoutes<RoutePattern> routes;

  RouteCaps(Map<RoutePattern, TokenBucket> buckets) {
    this.buckets = Map.copyOf(buckets);
    LooseRoutes.Builder<RoutePattern> builder = LooseRoutes.builder();
    buckets.keySet().forEach(route -> builder.add(route.method(), route.template(), route));
    this.routes = builder.build();
  }

  @Nullable TokenBucket of(RoutePattern route) {
    return buckets.get(route);
  }

  /** The capped route that a request is for; null when its route has no cap. */
  @Nullable RoutePattern match(String method, String rawTarget) {
    if (buckets.isEmpty()) {
      return null;
    }
    return routes.match(method, rawTarget);
  }
}
