package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.OverloadStatus.ShedTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose new requests are turned away while the heap is above its first mark. First the heaviest
 * tenant's; when the heap has still grown a while later, the next heaviest's too, but never more
 * than half of the tenants that are active: for what the quiet half does there is the second mark.
 *
 * <p>A tenant is let in again after a while, once it offers no more than its quota; each time it
 * had to be shed again it waits twice as long. All are let in when the heap is back to normal. For
 * one thread.
 */
final class ShedList {
  /** How long a step may take to show in the heap. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  private static final long HOLD_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MOST_DOUBLINGS = 6;

  /** The heap has grown when it holds this share of its limit more than at the last step. */
  private static final double GROWTH = 0.01;

  /** Who offers less is not active. */
  private static final double LEAST_PER_SECOND = 0.1;

  private static final Logger LOG = LoggerFactory.getLogger(ShedList.class);

  private record Entry(TenantLoad load, Instant since, long letInAt) {}

  private final Map<String, Entry> shed = new TreeMap<>();
  private final Map<String, Integer> times = new HashMap<>();
  private boolean stepped;
  private long liveAtStep;
  private long lastStep;

  /**
   * Takes the steps that are due.
   *
   * @param loads by tenant, settled
   */
  void look(
      Level level, HeapReading heap, Map<String, TenantLoad> loads, long nowNanos, Instant moment) {
    if (level == Level.NORMAL) {
      letInAll();
      return;
    }
    shed.keySet().retainAll(loads.keySet());
    times.keySet().retainAll(loads.keySet());
    letInWhoIsCalm(nowNanos);
    liveAtStep = Math.min(liveAtStep, heap.liveBytes());
    if (stepIsDue(heap, nowNanos)) {
      heaviest(loads).ifPresent(load -> add(load, heap, nowNanos, moment));
    }
  }

  List<ShedTenant> tenants() {
    return shed.entrySet().stream()
        .map(entry -> new ShedTenant(entry.getKey(), entry.getValue().since().toString()))
        .toList();
  }

  private void letInAll() {
    shed.values().forEach(entry -> entry.load().shed(false));
    shed.clear();
    times.clear();
    stepped = false;
  }

  private void letInWhoIsCalm(long nowNanos) {
    List<TenantLoad> calm =
        shed.values().stream()
            .filter(entry -> nowNanos - entry.letInAt() >= 0)
            .map(Entry::load)
            .filter(TenantLoad::withinQuota)
            .toList();
    for (TenantLoad load : calm) {
      shed.remove(load.tenant());
      load.shed(false);
      LOG.warn("{} is let in again", load.tenant());
    }
  }

  private boolean stepIsDue(HeapReading heap, long nowNanos) {
    boolean grown = heap.liveBytes() - liveAtStep >= heap.maxBytes() * GROWTH;
    return !stepped || (grown && nowNanos - lastStep >= PATIENCE_NANOS);
  }

  private Optional<TenantLoad> heaviest(Map<String, TenantLoad> loads) {
    List<TenantLoad> active =
        loads.values().stream().filter(load -> load.perSecond() >= LEAST_PER_SECOND).toList();
    long already = active.stream().filter(TenantLoad::isShed).count();
    return already >= Math.max(1, active.size() / 2)
        ? Optional.empty()
        : active.stream()
            .filter(load -> !load.isShed())
            .max(Comparator.comparingDouble(TenantLoad::weight));
  }

  private void add(TenantLoad load, HeapReading heap, long nowNanos, Instant moment) {
    int before = times.merge(load.tenant(), 1, Integer::sum) - 1;
    long hold = HOLD_NANOS << Math.min(before, MOST_DOUBLINGS);
    shed.put(load.tenant(), new Entry(load, moment, nowNanos + hold));
    load.shed(true);
    liveAtStep = heap.liveBytes();
    lastStep = nowNanos;
    stepped = true;
    LOG.warn(
        "{} is shed: {} requests/s, {} % of the heap are live",
        load.tenant(), Math.round(load.perSecond()), Math.round(heap.livePercent()));
  }
}
