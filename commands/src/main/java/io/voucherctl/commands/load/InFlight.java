package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One request between being handed to the transport and its end. The first end counts, later ones
 * are ignored.
 */
final class InFlight implements Transport.Reply {
  private static final long NEVER = Long.MIN_VALUE;

  private final Flights flights;
  private final int lane;
  private final TenantTally tally;
  private final Operation operation;
  private final long intended;
  private final long handedOver;
  private final @Nullable FiredSecond second;
  private boolean settled;
  private boolean lagKnown;
  private long sentAt = NEVER;
  private Transport.@Nullable Carried carried;

  /** The neighbours in the list of its {@link Flights}, who alone touch them. */
  @Nullable InFlight older;

  @Nullable InFlight younger;

  /**
   * Times are readings of the ticker.
   *
   * @param second where it was fired; null when it is not measured, and then it counts nowhere
   */
  InFlight(
      Flights flights,
      int lane,
      TenantTally tally,
      Operation operation,
      long intended,
      long handedOver,
      @Nullable FiredSecond second) {
    this.flights = flights;
    this.lane = lane;
    this.tally = tally;
    this.operation = operation;
    this.intended = intended;
    this.handedOver = handedOver;
    this.second = second;
  }

  /** What to cancel. */
  void carriedBy(Transport.Carried by) {
    carried = by;
  }

  long handedOver() {
    return handedOver;
  }

  int lane() {
    return lane;
  }

  @Override
  public void sent(boolean waited) {
    if (!settled) {
      long now = flights.now();
      sentAt = now;
      recordLag(waited ? handedOver : now);
    }
  }

  @Override
  public void answered(int status) {
    if (settle(Outcome.of(status, operation), flights.now()) && second != null) {
      tally.countStatus(status);
    }
  }

  @Override
  public void refused() {
    settle(Outcome.REFUSED, flights.now());
  }

  @Override
  public void reset() {
    settle(Outcome.RESET, flights.now());
  }

  /** Gives the request up because its time is over. */
  void timeOut(long now) {
    if (settle(Outcome.TIMEOUT, now)) {
      cancel();
    }
  }

  /** Gives the request up because the run is over; it then counts as offered no longer. */
  void abandon() {
    if (!settled) {
      settled = true;
      if (second != null) {
        tally.countUnanswered();
        second.abandoned();
      }
      tally.leave();
      flights.ended(this);
      cancel();
    }
  }

  private boolean settle(Outcome outcome, long now) {
    if (settled) {
      return false;
    }
    settled = true;
    recordLag(handedOver);
    if (second != null) {
      tally.count(outcome);
      flights.record().ended(second, lane, operation, outcome, intended, sentAt, now);
    }
    tally.leave();
    flights.ended(this);
    return true;
  }

  private void recordLag(long gone) {
    if (second != null && !lagKnown) {
      lagKnown = true;
      flights.record().lag(gone - intended);
    }
  }

  private void cancel() {
    if (carried != null) {
      carried.cancel();
    }
  }
}
