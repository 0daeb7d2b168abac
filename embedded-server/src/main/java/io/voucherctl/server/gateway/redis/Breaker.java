package io.voucherctl.server.gateway.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis is asked. A lost connection opens it at once, answers that do not come after a few
 * in a row, errors after some more; only a probe closes it. Safe for all threads.
 */
final class Breaker {
  private static final int MOST_TIMEOUTS = 3;
  private static final int MOST_ERRORS = 10;

  /** Up or not, and since when. */
  record State(boolean up, Instant since) {}

  private final InstantSource clock;
  private final AtomicInteger timeoutsInARow = new AtomicInteger();
  private final AtomicInteger errorsInARow = new AtomicInteger();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private volatile State state;
  private volatile @Nullable String lastFailure;

  Breaker(InstantSource clock) {
    this.clock = clock;
    this.state = new State(false, clock.instant());
  }

  State state() {
    return state;
  }

  boolean up() {
    return state.up;
  }

  long timeouts() {
    return timeouts.sum();
  }

  long errors() {
    return errors.sum();
  }

  @Nullable String lastFailure() {
    return lastFailure;
  }

  /** A question was answered. */
  void answered() {
    if (timeoutsInARow.get() != 0) {
      timeoutsInARow.set(0);
    }
    if (errorsInARow.get() != 0) {
      errorsInARow.set(0);
    }
  }

  /** A request was not; true when Redis should not be asked any more. */
  boolean failed(Trouble trouble) {
    (trouble.kind() == Trouble.Kind.TIMEOUT ? timeouts : errors).increment();
    lastFailure = trouble.word();
    return switch (trouble.kind()) {
      case TIMEOUT -> timeoutsInARow.incrementAndGet() >= MOST_TIMEOUTS;
      case ERROR -> errorsInARow.incrementAndGet() >= MOST_ERRORS;
      case DISCONNECTED -> true;
      case KEY -> false;
    };
  }

  /** A probe was not answered either. */
  void stillFailing(String why) {
    lastFailure = why;
  }

  /** True when it was open. */
  synchronized boolean close() {
    if (state.up) {
      return false;
    }
    answered();
    state = new State(true, clock.instant());
    return true;
  }

  /** True when it was closed. */
  synchronized boolean open(String why) {
    if (!state.up) {
      return false;
    }
    lastFailure = why;
    state = new State(false, clock.instant());
    return true;
  }
}
