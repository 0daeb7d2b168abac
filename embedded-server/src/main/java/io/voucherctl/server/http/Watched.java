package io.voucherctl.server.http;

/** Something on an event loop that has deadlines. */
interface Watched {
  /**
   * Called on the loop once per {@link LoopWatch#TICK_MILLIS}.
   *
   * @param now ticks since the loop began; deadlines are expressed in them
   * @param draining whether the server is closing down
   */
  void tick(long now, boolean draining);
}
