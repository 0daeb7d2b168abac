package io.voucherctl.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for something to become true, and no longer than it must. */
final class Poll {
  private static final long PAUSE_MILLIS = 50;

  private Poll() {}

  /** Returns the first answer that is good; says the last one when none was. */
  static <T> T until(Duration patience, String wish, Callable<T> question, Predicate<T> good)
      throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      T answer = question.call();
      if (good.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("after " + patience + " not yet: " + wish + "; last: " + answer);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
