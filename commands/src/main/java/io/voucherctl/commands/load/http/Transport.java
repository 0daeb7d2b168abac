package io.voucherctl.commands.load.http;

/**
 * Carries requests to the target. Everything happens on the one thread that sends: {@link #send}
 * never blocks, and replies come from within {@link #send} or {@link #poll} and nowhere else.
 */
public interface Transport extends AutoCloseable {
  /**
   * Takes a request and returns. What becomes of it is told to {@code reply}, at most once, and
   * possibly before this returns. No timeout, no retry, no redirect: giving up is the caller's
   * business, through the {@link Carried}.
   */
  Carried send(LoadRequest request, Reply reply);

  /**
   * Does the input and output that is due, and when there is none waits for some, for at most so
   * many nanoseconds. With 0 it does not wait.
   */
  void poll(long maxNanos);

  /** Closes every connection; nobody is told. */
  @Override
  void close();

  /** Where a request's fate is told. Must not block; may send the next one. */
  interface Reply {
    /**
     * The request goes on the wire now.
     *
     * @param waited it had to wait for a connection, so the delay is not the generator's
     */
    void sent(boolean waited);

    /** The whole answer has come. */
    void answered(int status);

    /** No connection could be made: nobody listens there, or nobody took it in time. */
    void refused();

    /** The connection broke, or what came was no HTTP, before the whole answer had come. */
    void reset();
  }

  /** A request under way. */
  interface Carried {
    /** Gives it up: a waiting one is never sent, a sent one is never answered. */
    void cancel();
  }
}
