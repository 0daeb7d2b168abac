package io.voucherctl.server.gateway;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How full the heap is.
 *
 * @param usedAfterLastGcBytes what the last collection left, young or full; 0 before the first. A
 *     pool's own collection usage would stay at 0 until the old generation is first collected, and
 *     hide a leak until then
 * @param maxBytes -1 when there is no limit
 */
public record HeapUse(long usedAfterLastGcBytes, long usedBytes, long maxBytes) {

  /** Reads this virtual machine. */
  public static HeapUse now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new HeapUse(afterLastGc(), heap.getUsed(), heap.getMax());
  }

  private static long afterLastGc() {
    Set<String> heapPools = new HashSet<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        heapPools.add(pool.getName());
      }
    }
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(Objects::nonNull)
        .max(Comparator.comparingLong(GcInfo::getEndTime))
        .map(last -> used(last, heapPools))
        .orElse(0L);
  }

  private static long used(GcInfo last, Set<String> heapPools) {
    return last.getMemoryUsageAfterGc().entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
