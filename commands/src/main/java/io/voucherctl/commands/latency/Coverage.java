package io.voucherctl.commands.latency;

import java.util.Map;
import java.util.TreeMap;

/** How much time several logs cover together; where they overlap it counts once. */
final class Coverage {
  private final TreeMap<Long, Long> stretches = new TreeMap<>();

  /** Adds the stretch of one log; one that ends before it starts is none. */
  void add(long fromMillis, long toMillis) {
    if (toMillis < fromMillis) {
      return;
    }
    long from = fromMillis;
    long to = toMillis;
    Map.Entry<Long, Long> before = stretches.floorEntry(to);
    while (before != null && before.getValue() >= from) {
      from = Math.min(from, before.getKey());
      to = Math.max(to, before.getValue());
      stretches.remove(before.getKey());
      before = stretches.floorEntry(to);
    }
    stretches.put(from, to);
  }

  long startMillis() {
    return stretches.isEmpty() ? 0 : stretches.firstKey();
  }

  long millis() {
    return stretches.entrySet().stream().mapToLong(e -> e.getValue() - e.getKey()).sum();
  }
}
