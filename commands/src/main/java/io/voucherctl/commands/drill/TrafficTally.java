package io.voucherctl.commands.drill;

import io.voucherctl.commands.drill.GatewaySample.RouteCount;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds up what gateways counted, over their deaths: a process that restarts counts from zero, so
 * the tally takes the growth within each life. What a process counted after its last sample is lost
 * with it; the tally is a lower bound. Not thread-safe.
 */
final class TrafficTally {
  private record Life(String pod, Instant startedAt) {}

  private record Key(String tenant, String route) {}

  private final Map<Life, Map<Key, RouteCount>> last = new HashMap<>();
  private final Map<Key, RouteCount> total = new HashMap<>();

  void add(GatewaySample sample) {
    Map<Key, RouteCount> before =
        last.computeIfAbsent(new Life(sample.pod(), sample.startedAt()), life -> new HashMap<>());
    for (RouteCount now : sample.counts()) {
      Key key = new Key(now.tenant(), now.route());
      RouteCount earlier = before.put(key, now);
      RouteCount growth = earlier == null ? now : now.minus(earlier);
      total.merge(key, growth, RouteCount::plus);
    }
  }

  Collection<RouteCount> totals() {
    return List.copyOf(total.values());
  }

  /** How many processes were seen counting: a container that restarts is another one. */
  int lives() {
    return last.size();
  }

  /** The tenant and route that was offered the most. */
  Optional<RouteCount> heaviest() {
    return total.values().stream()
        .max(
            Comparator.comparingLong(RouteCount::offered)
                .thenComparing(RouteCount::tenant)
                .thenComparing(RouteCount::route));
  }
}
