package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;

/**
 * Follows a run while it goes on: the log, the thresholds, the live view. Called on one thread that
 * is not the one that sends, so an observer may take its time.
 */
interface RunObserver {
  /** Intervals come in order and without gaps, each once. */
  void interval(Interval complete);

  /** Comes a few times each second, also while intervals are held up by requests that hang. */
  void pulse(Pulse now);
}
