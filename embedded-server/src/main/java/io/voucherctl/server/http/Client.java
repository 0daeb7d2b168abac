package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/**
 * The side of a {@link Crossing} that asks: one request of a client, whatever carries it. Event
 * loop only.
 */
interface Client {
  /** What upstreams hear of it. */
  Forwarded forwarded();

  /** Whether it understands answers whose length is not known beforehand. */
  boolean chunks();

  /** Whether it takes more of the answer now. */
  boolean writable();

  boolean reading();

  /** Takes more of the request from it, or leaves the rest where it is. */
  void readOn(boolean on);

  /** Delivers no more of what it sends, for now. */
  void pause();

  void resume();

  /** Nothing of it is to be read after this answer. */
  void closeAfter();

  /** Asks for the body it holds back. */
  void invite();

  void writeHead(HttpResponse response);

  void write(HttpContent content);

  void flush();

  /**
   * The last byte of the answer was written; {@code whole} tells whether the request came whole.
   */
  void answered(boolean whole);

  /** Lets it see that the answer is not whole. */
  void breakOff();
}
