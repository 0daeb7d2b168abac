package io.voucherctl.commands.load;

/** Carries requests to the target. {@link #send} never blocks, whatever the target does. */
interface Transport extends AutoCloseable {
  /**
   * Takes a request and returns. What becomes of it is told to {@code reply}, at most once, on any
   * thread and possibly before this returns. No timeout, no retry, no redirect: giving up is the
   * caller's business, through the {@link Carried}.
   */
  Carried send(LoadRequest request, Reply reply);

  @Override
  void close();

  /** Where a request's fate is told. Must not block. */
  interface Reply {
    /**
     * The request goes on the wire now.
     *
     * @param waited it had to wait for a connection, so the delay is not the generator's
     */
    void sent(boolean waited);

    /** The whole answer has come. */
    void answered(int status);

    /** No connection could be made, or it broke before the whole answer had come. */
    void broken();
  }

  /** A request under way. */
  interface Carried {
    /** Gives it up: a waiting one is never sent, the connection of a sent one is closed. */
    void cancel();
  }
}
