package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;

/**
 * Hears what a {@link WireDecoder} reads: heads, and behind each the pieces of its body, of which
 * one is the last. A head that was refused has a failure as its result, and nothing behind it.
 * Event loop only.
 */
interface Receiver<M extends HttpMessage> {
  void head(M head);

  /** A piece that the receiver must release. */
  void content(HttpContent piece);

  /** All that has come was read. */
  void readAll();
}
