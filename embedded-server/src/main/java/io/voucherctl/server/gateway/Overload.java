package io.voucherctl.server.gateway;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns requests away so that the gateway stays alive for the others: when there is no place for
 * one more, and when the heap is filling up. Asked by every request on its event loop, without a
 * lock; {@link #look} is for one thread.
 */
final class Overload {
  private static final Logger LOG = LoggerFactory.getLogger(Overload.class);

  /** What the last look came to. */
  private record View(
      Level level, Instant since, double livePercent, List<OverloadStatus.ShedTenant> shed) {}

  private final OverloadLimits limits;
  private final Places places;
  private final Watermarks marks;
  private final ShedList list = new ShedList();
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<String, TenantLoad> loads = new ConcurrentHashMap<>();
  private volatile View view;

  /**
   * @param maxHeapBytes the heap's limit; negative when there is none
   * @param nanos a monotonic clock
   */
  Overload(OverloadLimits limits, long maxHeapBytes, InstantSource clock, LongSupplier nanos) {
    this.limits = limits;
    this.places = new Places(limits.places(maxHeapBytes));
    this.marks = new Watermarks(limits);
    this.clock = clock;
    this.nanos = nanos;
    this.view = new View(Level.NORMAL, clock.instant(), 0, List.of());
  }

  /** What a tenant asks of the gateway. */
  TenantLoad load(String tenant) {
    return loads.computeIfAbsent(tenant, _ -> new TenantLoad(tenant, nanos.getAsLong()));
  }

  /** Null when the request may go on: then it holds a place, which it must {@link #leave}. */
  @Nullable Shed enter(TenantLoad load) {
    load.offer();
    Level level = view.level();
    if (level != Level.NORMAL) {
      if (load.isShed()) {
        return Shed.HEAVIEST;
      }
      if (level == Level.REFUSING && !load.trickles(nanos.getAsLong())) {
        return Shed.REFUSING;
      }
    }
    return places.enter(load);
  }

  void leave(TenantLoad load) {
    places.leave(load);
  }

  boolean inDoubt(HeapReading heap) {
    return marks.inDoubt(heap);
  }

  Level level() {
    return view.level();
  }

  double livePercent() {
    return view.livePercent();
  }

  /**
   * Draws the consequences of a reading.
   *
   * @param quotaPerSecond of a tenant; negative for one that is not known any more
   */
  Level look(HeapReading heap, ToDoubleFunction<String> quotaPerSecond) {
    long now = nanos.getAsLong();
    Instant moment = clock.instant();
    loads
        .entrySet()
        .removeIf(entry ->
            entry.getValue().inFlight() == 0 && quotaPerSecond.applyAsDouble(entry.getKey()) < 0);
    loads.forEach((tenant, load) -> load.settle(quotaPerSecond.applyAsDouble(tenant), now));
    Level level = marks.look(heap);
    list.look(level, heap, loads, now, moment);
    View before = view;
    Instant since = before.level() == level ? before.since() : moment;
    view = new View(level, since, heap.livePercent(), list.tenants());
    if (before.level() != level) {
      LOG.warn("{}: {} % of the heap are live", level, Math.round(heap.livePercent()));
    }
    return level;
  }

  OverloadStatus status() {
    View now = view;
    return new OverloadStatus(
        now.level().toString(),
        now.since().toString(),
        Math.round(now.livePercent() * 10) / 10.0,
        limits.shedAtPercent(),
        limits.refuseAtPercent(),
        places.taken(),
        places.most(),
        now.shed());
  }
}
