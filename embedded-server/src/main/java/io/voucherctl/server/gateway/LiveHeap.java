package io.voucherctl.server.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads this virtual machine's heap, whatever its collector: a pool's collection usage is what the
 * last collection that cared for that pool left there. A threshold on it would tell of rises only,
 * and levels must fall too. Cheap enough for ten times a second. For one thread.
 */
final class LiveHeap implements Supplier<HeapReading> {
  private final List<MemoryPoolMXBean> pools = new ArrayList<>();
  private final List<MemoryPoolMXBean> old = new ArrayList<>();
  private final long maxBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
  private long lastLeft;
  private long liveBytes;
  private long collections;

  LiveHeap() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        pools.add(pool);
        // Young pools fill up all the time, so they support no threshold of their usage.
        if (pool.isUsageThresholdSupported()) {
          old.add(pool);
        }
      }
    }
  }

  @Override
  public HeapReading get() {
    long left = left(old);
    if (left != lastLeft) {
      lastLeft = left;
      liveBytes = left(pools);
      collections++;
    }
    long used = 0;
    for (MemoryPoolMXBean pool : old) {
      used += pool.getUsage().getUsed();
    }
    return new HeapReading(liveBytes, used, maxBytes, collections);
  }

  private static long left(List<MemoryPoolMXBean> pools) {
    long bytes = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage usage = pool.getCollectionUsage();
      bytes += usage == null ? 0 : usage.getUsed();
    }
    return bytes;
  }
}
