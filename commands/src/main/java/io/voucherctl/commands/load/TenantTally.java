package io.voucherctl.commands.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What became of one tenant's requests. The sending thread counts; any thread may look, and sees
 * exact figures once nothing is in flight.
 */
final class TenantTally {
  private static final int STATUSES = 1_000;
  private static final int OUTCOMES = Outcome.values().length;
  private static final int FIRED = OUTCOMES;
  private static final int IN_FLIGHT = OUTCOMES + 1;
  private static final int UNANSWERED = OUTCOMES + 2;
  private static final int UNSENT = OUTCOMES + 3;

  /** With one writer, a release store is all that a counter needs. */
  private final AtomicLongArray counts = new AtomicLongArray(OUTCOMES + 4);

  private final AtomicLongArray statuses = new AtomicLongArray(STATUSES);

  /** Takes one of {@code most} places in flight; false when there is none. */
  boolean enter(int most) {
    if (inFlight() >= most) {
      return false;
    }
    add(IN_FLIGHT, 1);
    add(FIRED, 1);
    return true;
  }

  void leave() {
    add(IN_FLIGHT, -1);
  }

  int inFlight() {
    return (int) counts.getAcquire(IN_FLIGHT);
  }

  /** Handed to the transport so far, warm-up included. */
  long fired() {
    return counts.getAcquire(FIRED);
  }

  void count(Outcome outcome) {
    add(outcome.index(), 1);
  }

  void countStatus(int status) {
    int known = Math.clamp(status, 0, STATUSES - 1);
    statuses.setRelease(known, statuses.getPlain(known) + 1);
  }

  /** A request that nobody waited for any longer, because the run was interrupted. */
  void countUnanswered() {
    add(UNANSWERED, 1);
  }

  /** A request that was due, and that the generator never came to. */
  void countUnsent() {
    add(UNSENT, 1);
  }

  long sum(Outcome outcome) {
    return counts.getAcquire(outcome.index());
  }

  long unanswered() {
    return counts.getAcquire(UNANSWERED);
  }

  long unsent() {
    return counts.getAcquire(UNSENT);
  }

  /** How often each status came, in their order. */
  Map<String, Long> statuses() {
    Map<String, Long> seen = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      long times = statuses.getAcquire(status);
      if (times > 0) {
        seen.put(Integer.toString(status), times);
      }
    }
    return seen;
  }

  private void add(int counter, long difference) {
    counts.setRelease(counter, counts.getPlain(counter) + difference);
  }
}
