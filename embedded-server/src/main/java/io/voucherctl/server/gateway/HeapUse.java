package io.voucherctl.server.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * How full the heap is.
 *
 * @param usedAfterLastGcBytes what the last collection of each pool left: near the live set once
 *     the old generation has been collected
 * @param maxBytes -1 when there is no limit
 */
public record HeapUse(long usedAfterLastGcBytes, long usedBytes, long maxBytes) {

  /** Reads this virtual machine. */
  public static HeapUse now() {
    long afterGc = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        afterGc += usage.getUsed();
      }
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new HeapUse(afterGc, heap.getUsed(), heap.getMax());
  }
}
