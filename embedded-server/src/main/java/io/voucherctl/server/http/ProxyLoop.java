package io.voucherctl.server.http;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** What the proxy keeps per event loop: its upstream pools. That loop's thread only. */
final class ProxyLoop implements Watched {
  private static final long SWEEP_TICKS = 1000 / LoopWatch.TICK_MILLIS;

  private final LoopWatch watch;
  private final ProxyServer.Options options;
  private final long mostHeld;
  private final Map<InetSocketAddress, UpstreamPool> pools = new HashMap<>();

  private long held;
  private boolean crowded;

  ProxyLoop(LoopWatch watch, ProxyServer.Options options) {
    this.watch = watch;
    this.mostHeld = options.bounds().heldBytes();
    this.options = options;
    watch.loop().execute(() -> watch.add(this));
  }

  LoopWatch watch() {
    return watch;
  }

  UpstreamPool pool(InetSocketAddress upstream) {
    UpstreamPool known = pools.get(upstream);
    if (known != null) {
      return known;
    }
    UpstreamPool fresh = new UpstreamPool(upstream, watch, options);
    pools.put(upstream, fresh);
    return fresh;
  }

  /** Says, once per tick, how many bytes a client makes the proxy keep. */
  void holds(long bytes) {
    held += bytes;
  }

  /** Whether all clients together made the proxy keep too much when they were last asked. */
  boolean crowded() {
    return crowded;
  }

  /**
   * Comes before the clients of a tick. Upstreams come and go; a pool that is empty goes with them.
   */
  @Override
  public void tick(long now, boolean draining) {
    crowded = held > mostHeld;
    held = 0;
    if (now % SWEEP_TICKS == 0) {
      pools.values().removeIf(UpstreamPool::empty);
    }
  }
}
