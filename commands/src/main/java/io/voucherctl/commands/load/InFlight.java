package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencySeries;
import io.voucherctl.commands.time.Ticker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One request between being handed to the transport and its end. The transport tells its fate on
 * any thread; the first end counts, later ones are ignored.
 */
final class InFlight implements Transport.Reply {
  private static final long NEVER = Long.MIN_VALUE;

  private final Ticker ticker;
  private final TenantTally tally;
  private final LatencySeries scheduleLag;
  private final Operation operation;
  private final long intended;
  private final long handedOver;
  private final boolean measured;
  private final AtomicBoolean settled = new AtomicBoolean();
  private final AtomicBoolean lagKnown = new AtomicBoolean();
  private volatile long sentAt = NEVER;
  private Transport.@Nullable Carried carried;

  /** Times are readings of the ticker; a request that is not measured counts nowhere. */
  InFlight(
      Ticker ticker,
      TenantTally tally,
      LatencySeries scheduleLag,
      Operation operation,
      long intended,
      long handedOver,
      boolean measured) {
    this.ticker = ticker;
    this.tally = tally;
    this.scheduleLag = scheduleLag;
    this.operation = operation;
    this.intended = intended;
    this.handedOver = handedOver;
    this.measured = measured;
  }

  /** What to cancel; set by the sending thread, used by the same. */
  void carriedBy(Transport.Carried by) {
    carried = by;
  }

  boolean isSettled() {
    return settled.get();
  }

  long handedOver() {
    return handedOver;
  }

  @Override
  public void sent(boolean waited) {
    long now = ticker.nanos();
    sentAt = now;
    recordLag(waited ? handedOver : now);
  }

  @Override
  public void answered(int status) {
    long now = ticker.nanos();
    if (settle(Outcome.of(status, operation), now) && measured) {
      tally.countStatus(status);
    }
  }

  @Override
  public void broken() {
    settle(Outcome.CONNECT_ERROR, ticker.nanos());
  }

  /** Gives the request up because its time is over. */
  void timeOut(long now) {
    if (settle(Outcome.TIMEOUT, now)) {
      cancel();
    }
  }

  /** Gives the request up because the run is over; it then counts as offered no longer. */
  void abandon() {
    if (settled.compareAndSet(false, true)) {
      if (measured) {
        tally.countUnanswered();
      }
      tally.leave();
      cancel();
    }
  }

  private boolean settle(Outcome outcome, long now) {
    if (!settled.compareAndSet(false, true)) {
      return false;
    }
    recordLag(handedOver);
    if (measured) {
      tally.count(outcome);
      tally.recordResponse(outcome, now - intended);
      long sent = sentAt;
      if (sent != NEVER) {
        tally.recordService(outcome, now - sent);
      }
    }
    tally.leave();
    return true;
  }

  private void recordLag(long gone) {
    if (measured && lagKnown.compareAndSet(false, true)) {
      scheduleLag.record(gone - intended);
    }
  }

  private void cancel() {
    if (carried != null) {
      carried.cancel();
    }
  }
}
