package io.voucherctl.server.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import io.voucherctl.server.http.ProxyBounds;
import java.lang.management.ManagementFactory;

/** How much one gateway takes at most, from what it runs on. */
final class Capacity {
  private static final int UPSTREAM_CONNECTIONS = 256;
  private static final long BODY_BYTES = 10_000_000; // what the voucher API takes
  private static final int MOST_CLIENTS = 20_000;
  private static final int LEAST_CLIENTS = 64;

  /** An idle connection takes about 2.5 KB of heap. */
  private static final int CLIENT_BYTES = 4 * 1024;

  /** Descriptors for everything that is not a tenant's connection. */
  private static final int OTHER_DESCRIPTORS = 2 * UPSTREAM_CONNECTIONS + 256;

  private Capacity() {}

  /** Reads this virtual machine. */
  static ProxyBounds here() {
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount()
            : Long.MAX_VALUE;
    return of(Runtime.getRuntime().maxMemory(), descriptors);
  }

  /**
   * A quarter of the heap is for connections, an eighth (it is not on the heap, but no more than
   * the heap's size may be beside it) for what clients make the proxy keep.
   */
  static ProxyBounds of(long heapBytes, long descriptors) {
    long byHeap = heapBytes / 4 / CLIENT_BYTES;
    long clients = Math.min(byHeap, descriptors - OTHER_DESCRIPTORS);
    return ProxyBounds.DEFAULTS
        .withConnections(Math.clamp(clients, LEAST_CLIENTS, MOST_CLIENTS), UPSTREAM_CONNECTIONS)
        .withBodyBytes(BODY_BYTES)
        .withHeldBytes(heapBytes / 8);
  }
}
