package io.voucherctl.server.http;

import io.netty.handler.codec.http2.Http2Connection;

/**
 * What the streams of one HTTP/2 connection hold together: answers that could not leave yet, and
 * bodies that nobody took yet. Event loop only.
 */
final class StreamsRoom {
  private static final int MOST_UNSENT = 256 * 1024;

  private final Http2Connection connection;
  private final int window;
  private final Runnable room;
  private long unsent;
  private boolean full;

  /** Runs {@code room} when streams that were asked to wait may write again. */
  StreamsRoom(Http2Connection connection, int window, Runnable room) {
    this.connection = connection;
    this.window = window;
    this.room = room;
  }

  /** Bytes of an answer are about to leave. */
  void writing(int bytes) {
    unsent += bytes;
  }

  /** Bytes of an answer have left, or never will. */
  void written(int bytes) {
    unsent -= bytes;
    if (full && unsent < MOST_UNSENT / 2) {
      full = false;
      room.run();
    }
  }

  /** Whether so little waits that any stream may write. */
  boolean writable() {
    full |= unsent >= MOST_UNSENT;
    return !full;
  }

  /** Whether held bodies leave the client little to send, on whatever stream. */
  boolean crammed() {
    return held() > window / 2;
  }

  private int held() {
    return connection.local().flowController().unconsumedBytes(connection.connectionStream());
  }

  /** Bytes in all; {@code waiting} are on their way to the socket, in part the same ones. */
  long all(long waiting) {
    return Math.max(unsent, waiting) + held();
  }
}
