package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencySeries;
import io.voucherctl.commands.time.Ticker;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Offers requests by the clock, never by the answers (open model). {@link #step} does what is due
 * and says how long nothing will be; whoever drives it waits that long. A request that comes late
 * is sent at once and keeps its intended start, so the plan never shifts; one that finds its
 * tenant's places in flight all taken is dropped, never delayed. One thread steps; only {@link
 * #stop} may come from another.
 */
final class LoadGenerator {
  /** What {@link #step} returns when nothing is left to send or to wait for. */
  static final long DONE = -1;

  /** After an interrupt, answers are waited for this long. */
  static final long DRAIN_NANOS = 1_000_000_000L;

  /** The plan may be behind by this much at its end; what is not sent then is never sent. */
  static final long GRACE_NANOS = 250_000_000L;

  /** A generator that is far behind still looks at timeouts and interrupts after so many. */
  private static final int MOST_AT_ONCE = 256;

  /** One tenant's side of the generator. */
  record Lane(TenantRequests requests, TenantTally tally) {}

  /**
   * When and how much, in nanoseconds from the start.
   *
   * @param mostInFlight places in flight for each tenant
   */
  record Bounds(long warmup, long end, long timeout, int mostInFlight) {}

  private final Ticker ticker;
  private final Transport transport;
  private final MergedSchedule schedule;
  private final List<Lane> lanes;
  private final LatencySeries scheduleLag;
  private final Bounds bounds;
  private final long start;
  private final Queue<InFlight> inFlight = new ArrayDeque<>();
  private volatile boolean stopping;
  private boolean sending = true;
  private boolean cutOff;
  private long stoppedAt;

  /** The run starts now. Lane and schedule of a tenant have the same index. */
  LoadGenerator(
      Ticker ticker,
      Transport transport,
      MergedSchedule schedule,
      List<Lane> lanes,
      LatencySeries scheduleLag,
      Bounds bounds) {
    this.ticker = ticker;
    this.transport = transport;
    this.schedule = schedule;
    this.lanes = List.copyOf(lanes);
    this.scheduleLag = scheduleLag;
    this.bounds = bounds;
    this.start = ticker.nanos();
    this.stoppedAt = bounds.end();
  }

  /** Sends what is due and gives up what is overdue; nanoseconds until the next, or DONE. */
  long step() {
    long now = elapsed();
    if (stopping && sending) {
      sending = false;
      stoppedAt = Math.min(now, bounds.end());
    }
    sendDue();
    now = elapsed();
    expire(now);
    if (stopping && now - stoppedAt >= DRAIN_NANOS) {
      inFlight.forEach(InFlight::abandon);
      inFlight.clear();
    }
    return pause(now);
  }

  /** Sends nothing more; what is in flight may still be answered within a second. */
  void stop() {
    stopping = true;
  }

  /** True when the plan was so far behind at its end that the rest was not sent. */
  boolean wasCutOff() {
    return cutOff;
  }

  /** How much of the measured time has gone by, never more than there is. */
  long measuredNanos() {
    return Math.max(0, Math.min(elapsed(), stoppedAt) - bounds.warmup());
  }

  /** Time since the start. */
  long elapsed() {
    return ticker.nanos() - start;
  }

  private void sendDue() {
    for (int burst = 0; sending && burst < MOST_AT_ONCE; burst++) {
      long now = elapsed();
      long due = schedule.dueNanos();
      if (due >= bounds.end()) {
        // A run lasts its whole time, also when its last request is long gone.
        sending = now < bounds.end();
        return;
      }
      if (due > now) {
        return;
      }
      if (now > bounds.end() + GRACE_NANOS) {
        sending = false;
        cutOff = true;
        return;
      }
      send(due, now);
      schedule.advance();
    }
  }

  private void send(long due, long now) {
    Lane lane = lanes.get(schedule.lane());
    boolean measured = due >= bounds.warmup();
    if (!lane.tally().enter(bounds.mostInFlight())) {
      if (measured) {
        lane.tally().count(Outcome.DROPPED);
        scheduleLag.record(now - due);
      }
      return;
    }
    LoadRequest request = lane.requests().next();
    InFlight flight =
        new InFlight(
            ticker,
            lane.tally(),
            scheduleLag,
            request.operation(),
            start + due,
            start + now,
            measured);
    inFlight.add(flight);
    flight.carriedBy(transport.send(request, flight));
  }

  /** All wait equally long, so the oldest is always the first to go. */
  private void expire(long now) {
    for (InFlight oldest = inFlight.peek(); oldest != null; oldest = inFlight.peek()) {
      if (!oldest.isSettled()) {
        if (start + now - oldest.handedOver() < bounds.timeout()) {
          return;
        }
        oldest.timeOut(start + now);
      }
      inFlight.remove();
    }
  }

  private long pause(long now) {
    InFlight oldest = inFlight.peek();
    if (!sending && oldest == null) {
      return DONE;
    }
    long next = Long.MAX_VALUE;
    if (sending) {
      next = Math.min(schedule.dueNanos(), bounds.end()) - now;
    }
    if (oldest != null) {
      next = Math.min(next, oldest.handedOver() + bounds.timeout() - start - now);
    }
    return Math.max(0, next);
  }
}
