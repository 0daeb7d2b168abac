package io.voucherctl.server.http;

/** Something on an event loop that has deadlines. */
interface Watched {
  long IN_USE = Long.MAX_VALUE;

  /**
   * Called on the loop once per {@link LoopWatch#TICK_MILLIS}.
   *
   * @param now ticks since the loop began; deadlines are expressed in them
   * @param draining whether the server is closing down
   */
  void tick(long now, boolean draining);

  /** Since which tick nothing came of it; {@link #IN_USE} when it must not be ended for others. */
  default long spareSince() {
    return IN_USE;
  }

  /** Ends it, so that somebody else has room. */
  default void spare() {}
}
