package io.voucherctl.server.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much one tenant asks of the gateway. Requests are what is weighed, not bytes: bodies pass
 * through in bounded pieces, so it is requests that a heap is full of. A request costs an addition;
 * the rate is worked out by whoever looks. Safe for all threads, but for {@link #settle} and what
 * it works out.
 */
final class TenantLoad {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** What was offered this long ago weighs 1/e of what is offered now. */
  private static final double MEMORY_NANOS = 5.0 * SECOND;

  private static final double WEIGHT_BEYOND_QUOTA = 10;

  private final String tenant;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final LongAdder offered = new LongAdder();
  private final AtomicLong trickle = new AtomicLong(Long.MIN_VALUE);
  private volatile boolean shed;
  private long counted;
  private long settledAt;
  private double perSecond;
  private double quotaPerSecond;

  TenantLoad(String tenant, long nowNanos) {
    this.tenant = tenant;
    this.settledAt = nowNanos;
  }

  String tenant() {
    return tenant;
  }

  /** One more request has come, whatever becomes of it. */
  void offer() {
    offered.increment();
  }

  /** One more is under way; the number with it. */
  int enter() {
    return inFlight.incrementAndGet();
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  int inFlight() {
    return inFlight.get();
  }

  boolean isShed() {
    return shed;
  }

  void shed(boolean on) {
    shed = on;
  }

  /** Whether this request is the one that may pass this second. */
  boolean trickles(long nowNanos) {
    long last = trickle.get();
    boolean due = last == Long.MIN_VALUE || nowNanos - last >= SECOND;
    return due && trickle.compareAndSet(last, nowNanos);
  }

  /** Counts what has come since the last time into an exponentially decaying rate. */
  void settle(double quota, long nowNanos) {
    quotaPerSecond = quota;
    long passed = nowNanos - settledAt;
    if (passed <= 0) {
      return;
    }
    long all = offered.sum();
    double lately = (all - counted) * (SECOND / (double) passed);
    double kept = Math.exp(-passed / MEMORY_NANOS);
    perSecond = kept * perSecond + (1 - kept) * lately;
    counted = all;
    settledAt = nowNanos;
  }

  /** Requests per second over the last seconds, as of the last {@link #settle}. */
  double perSecond() {
    return perSecond;
  }

  boolean withinQuota() {
    return perSecond <= quotaPerSecond;
  }

  /** Requests per second; those beyond the quota count ten times. */
  double weight() {
    double beyond = Math.max(0, perSecond - quotaPerSecond);
    return perSecond - beyond + WEIGHT_BEYOND_QUOTA * beyond;
  }
}
