package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;

/** What an upstream says before its final answer: a little of it is normal. Event loop only. */
final class Interims {
  private static final int MOST = 16;

  private int number;
  private boolean open;

  /** A request goes out. */
  void reset() {
    number = 0;
  }

  /** An interim answer has come; false when it is one too many. */
  boolean begin() {
    open = true;
    number++;
    return number <= MOST;
  }

  /** Whether a piece of content belongs to an interim answer; it is released then. */
  boolean took(HttpContent content) {
    boolean mine = open;
    if (mine) {
      open = !(content instanceof LastHttpContent);
      content.release();
    }
    return mine;
  }
}
