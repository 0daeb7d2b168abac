package io.voucherctl.commands.load;

import io.voucherctl.commands.load.RunEnd.RateChange;
import io.voucherctl.commands.load.http.Transport;
import io.voucherctl.commands.time.Ticker;
import java.util.ArrayList;
import java.util.List;

/**
 * Offers requests by the clock, never by the answers (open model), except for lanes of a closed
 * model, where each answer triggers the next request. {@link #step} does what is due and says how
 * long nothing will be; whoever drives it waits that long. A request that comes late is sent at
 * once and keeps its intended start, so the plan never shifts; one that finds its tenant's places
 * in flight all taken is dropped, never delayed. One thread steps; {@link #stop}, {@link #scale}
 * and the questions about rates may come from another.
 */
final class LoadGenerator {
  /** What {@link #step} returns when nothing is left to send or to wait for. */
  static final long DONE = -1;

  /** After an interrupt, answers are waited for this long. */
  static final long DRAIN_NANOS = 1_000_000_000L;

  /** The plan may be behind by this much at its end; what is not sent then is never sent. */
  static final long GRACE_NANOS = 250_000_000L;

  /** A generator that is far behind still looks at answers, timeouts and interrupts. */
  private static final int MOST_AT_ONCE = 64;

  /**
   * One tenant's side of the generator.
   *
   * @param concurrency so many requests are always under way, and the schedule never ends one; 0 in
   *     an open model
   * @param mostInFlight places in flight of an open model; a request beyond them is dropped
   */
  record Lane(TenantRequests requests, TenantTally tally, int concurrency, int mostInFlight) {}

  /** When it ends, in nanoseconds from the start, and how long a request may take. */
  record Bounds(long warmup, long end, long timeout) {}

  private final Ticker ticker;
  private final Transport transport;
  private final MergedSchedule schedule;
  private final List<Lane> lanes;
  private final RunRecord record;
  private final Bounds bounds;
  private final long start;
  private final Flights flights;
  private final ClosedLanes closed;
  private final List<RateChange> rateChanges = new ArrayList<>();
  private volatile boolean stopping;
  private volatile double wantedFactor = 1;
  private double factor = 1;
  private boolean sending = true;
  private boolean cutOff;
  private long stoppedAt;

  /** The run starts now. Lane and schedule of a tenant have the same index. */
  LoadGenerator(
      Ticker ticker,
      Transport transport,
      MergedSchedule schedule,
      List<Lane> lanes,
      RunRecord record,
      Bounds bounds) {
    this.ticker = ticker;
    this.transport = transport;
    this.schedule = schedule;
    this.lanes = List.copyOf(lanes);
    this.record = record;
    this.bounds = bounds;
    this.closed = new ClosedLanes(this.lanes.stream().mapToInt(Lane::concurrency).toArray());
    this.flights = new Flights(ticker, record, closed::ended);
    this.start = ticker.nanos();
    this.stoppedAt = bounds.end();
  }

  /** Sends what is due and gives up what is overdue; nanoseconds until the next, or DONE. */
  long step() {
    steer(elapsed());
    sendDue();
    sendNext();
    long now = elapsed();
    flights.timeOutBefore(start + now - bounds.timeout(), start + now);
    if (stopping && now - stoppedAt >= DRAIN_NANOS) {
      flights.abandon();
    }
    return pause(now);
  }

  /** Sends nothing more; what is in flight may still be answered within a second. */
  void stop() {
    stopping = true;
  }

  /** From now on the plan goes {@code wanted} times as fast. Any thread. */
  void scale(double wanted) {
    if (!(wanted > 0) || wanted == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("a rate is changed by a factor above 0, not " + wanted);
    }
    wantedFactor = wanted;
  }

  /** Requests per second that a tenant's plan asks for now; 0 in a closed model. Any thread. */
  double targetRate(int lane) {
    return schedule.targetRate(lane, elapsed());
  }

  /** True when the plan was so far behind at its end that the rest was not sent. */
  boolean wasCutOff() {
    return cutOff;
  }

  /** How the rates were changed while it ran. Once it is done. */
  List<RateChange> rateChanges() {
    return rateChanges;
  }

  /** How much of the measured time has gone by, never more than there is. */
  long measuredNanos() {
    return Math.max(0, Math.min(elapsed(), stoppedAt) - bounds.warmup());
  }

  /** Time since the start. Any thread. */
  long elapsed() {
    return ticker.nanos() - start;
  }

  private void steer(long now) {
    if ((stopping || record.isOverrun()) && sending) {
      stopping = true;
      sending = false;
      stoppedAt = Math.min(now, bounds.end());
    }
    double wanted = wantedFactor;
    if (wanted != factor && sending) {
      factor = wanted;
      schedule.scale(now, wanted);
      rateChanges.add(new RateChange(now, wanted));
    }
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
        cutOff();
        return;
      }
      int lane = schedule.lane();
      schedule.advance();
      if (lanes.get(lane).tally().enter(lanes.get(lane).mostInFlight())) {
        send(lane, due, now);
      } else {
        drop(lane, due, now);
      }
    }
  }

  /** In the closed model: one for each that has ended, until the end. */
  private void sendNext() {
    for (int burst = 0; sending && burst < MOST_AT_ONCE && closed.isReady(); burst++) {
      long now = elapsed();
      if (now >= bounds.end()) {
        return;
      }
      int lane = closed.next();
      if (lanes.get(lane).tally().enter(Integer.MAX_VALUE)) {
        send(lane, now, now);
      }
    }
  }

  private void send(int index, long due, long now) {
    Lane lane = lanes.get(index);
    DrawnRequest drawn = lane.requests().next();
    FiredSecond second = due >= bounds.warmup() ? record.fired(now - bounds.warmup()) : null;
    InFlight flight =
        new InFlight(
            flights, index, lane.tally(), drawn.operation(), start + due, start + now, second);
    flights.add(flight);
    flight.carriedBy(transport.send(drawn.request(), flight));
  }

  private void drop(int index, long due, long now) {
    Lane lane = lanes.get(index);
    // Drawn all the same: what a tenant sends next must not hang on what the target does.
    Operation operation = lane.requests().next().operation();
    if (due >= bounds.warmup()) {
      lane.tally().count(Outcome.DROPPED);
      record.dropped(index, operation, due - bounds.warmup());
      record.lag(now - due);
    }
  }

  private void cutOff() {
    sending = false;
    cutOff = true;
    for (long due = schedule.dueNanos(); due < bounds.end(); due = schedule.dueNanos()) {
      if (due >= bounds.warmup()) {
        lanes.get(schedule.lane()).tally().countUnsent();
      }
      schedule.advance();
    }
  }

  private long pause(long now) {
    InFlight oldest = flights.oldest();
    long due = sending ? schedule.dueNanos() : MergedSchedule.NEVER;
    // Nothing is fired or due any more before this.
    record.passed(Math.min(Math.min(now, due), stoppedAt - 1) - bounds.warmup());
    if (!sending && oldest == null) {
      record.finish(measuredNanos());
      return DONE;
    }
    long next = Long.MAX_VALUE;
    if (sending) {
      next = closed.isReady() ? 0 : Math.min(due, bounds.end()) - now;
    }
    if (oldest != null) {
      next = Math.min(next, oldest.handedOver() + bounds.timeout() - start - now);
    }
    return Math.max(0, next);
  }
}
