package io.voucherctl.server.gateway;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Room for requests under way. A tenant may hold three times as many places as are free (the
 * dynamic threshold of Choudhury and Hahne, 1998): alone it gets three quarters, two greedy ones
 * three sevenths each, and whoever comes next finds a free place. Whoever enters must leave. Safe
 * for all threads, and never exceeded.
 */
final class Places {
  private static final long SHARE_OF_THE_FREE = 3;

  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  Places(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }

  int taken() {
    return taken.get();
  }

  /** Null when a place was taken, otherwise why there is none. */
  @Nullable Shed enter(TenantLoad load) {
    int others = taken.getAndIncrement();
    int own = load.enter() - 1;
    if (others >= most) {
      leave(load);
      return Shed.FULL;
    }
    if (own >= SHARE_OF_THE_FREE * (most - others)) {
      leave(load);
      return Shed.SHARE;
    }
    return null;
  }

  void leave(TenantLoad load) {
    load.leave();
    taken.decrementAndGet();
  }
}
