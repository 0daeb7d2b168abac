package io.voucherctl.commands.load;

import io.voucherctl.commands.time.Ticker;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests in flight, oldest first. All wait equally long, so the oldest is always the first to
 * time out; one that ends leaves at once, wherever it stands, so that a request that hangs keeps
 * nothing but itself.
 */
final class Flights {
  private final Ticker ticker;
  private final RunRecord record;
  private final IntConsumer onEnd;
  private @Nullable InFlight oldest;
  private @Nullable InFlight youngest;

  /**
   * None yet.
   *
   * @param onEnd is told the lane of each request that ends
   */
  Flights(Ticker ticker, RunRecord record, IntConsumer onEnd) {
    this.ticker = ticker;
    this.record = record;
    this.onEnd = onEnd;
  }

  long now() {
    return ticker.nanos();
  }

  RunRecord record() {
    return record;
  }

  void add(InFlight flight) {
    InFlight last = youngest;
    flight.older = last;
    if (last == null) {
      oldest = flight;
    } else {
      last.younger = flight;
    }
    youngest = flight;
  }

  @Nullable InFlight oldest() {
    return oldest;
  }

  void ended(InFlight flight) {
    InFlight before = flight.older;
    InFlight after = flight.younger;
    if (before == null) {
      oldest = after;
    } else {
      before.younger = after;
    }
    if (after == null) {
      youngest = before;
    } else {
      after.older = before;
    }
    flight.older = null;
    flight.younger = null;
    onEnd.accept(flight.lane());
  }

  /** Gives up, as timed out, all that were handed over before a moment. */
  void timeOutBefore(long moment, long now) {
    for (InFlight first = oldest; first != null; first = oldest) {
      if (first.handedOver() - moment > 0) {
        return;
      }
      first.timeOut(now);
    }
  }

  /** Gives all up. */
  void abandon() {
    for (InFlight first = oldest; first != null; first = oldest) {
      first.abandon();
    }
  }
}
