package io.voucherctl.server.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Which level a share of the heap means: a level begins at its mark and ends some points below it,
 * so that it does not come and go with every collection. For one thread.
 */
final class Watermarks {
  private static final int HYSTERESIS_POINTS = 5;

  private final @Nullable Integer shedAt;
  private final @Nullable Integer refuseAt;
  private Level level = Level.NORMAL;

  Watermarks(OverloadLimits limits) {
    this.shedAt = limits.shedAtPercent();
    this.refuseAt = limits.refuseAtPercent();
  }

  Level level() {
    return level;
  }

  /** The level that follows from what is beyond doubt. */
  Level look(HeapReading heap) {
    double live = heap.livePercent();
    if (holds(refuseAt, Level.REFUSING, live)) {
      level = Level.REFUSING;
    } else if (holds(shedAt, Level.SHEDDING, live)) {
      level = Level.SHEDDING;
    } else {
      level = Level.NORMAL;
    }
    return level;
  }

  private boolean holds(@Nullable Integer mark, Level its, double live) {
    boolean within = level.compareTo(its) >= 0;
    return mark != null && live >= (within ? mark - HYSTERESIS_POINTS : mark);
  }

  /** Whether the next mark may have been passed, but only a collection can tell. */
  boolean inDoubt(HeapReading heap) {
    Integer next = level == Level.NORMAL && shedAt != null ? shedAt : refuseAt;
    return level != Level.REFUSING
        && next != null
        && heap.oldPercent() >= next
        && heap.livePercent() < next;
  }
}
