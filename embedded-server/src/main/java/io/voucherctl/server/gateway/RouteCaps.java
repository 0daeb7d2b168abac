package io.voucherctl.server.gateway;

import io.voucherctl.server.http.RouteTable;
import io.voucherctl.server.quota.RoutePattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buckets that some of a tenant's routes have on top of its own. Immutable. */
final class RouteCaps {
  static final RouteCaps NONE = new RouteCaps(Map.of());

  private final Map<RoutePattern, TokenBucket> buckets;
  private final RouteTable<TokenBucket> table;

  RouteCaps(Map<RoutePattern, TokenBucket> buckets) {
    this.buckets = Map.copyOf(buckets);
    RouteTable.Builder<TokenBucket> builder = RouteTable.builder();
    buckets.forEach((route, bucket) -> builder.add(route.method(), route.template(), bucket));
    this.table = builder.build();
  }

  @Nullable TokenBucket of(RoutePattern route) {
    return buckets.get(route);
  }

  /** The cap for a request; null when its route has none. */
  @Nullable TokenBucket of(String method, String rawTarget) {
    if (buckets.isEmpty()) {
      return null;
    }
    RouteTable.Entry<TokenBucket> entry = table.match(method, rawTarget);
    if (entry == null) {
      entry = table.match(RoutePattern.ANY_METHOD, rawTarget);
    }
    return entry == null ? null : entry.value();
  }
}
