package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Reads an upstream's answers; knows which of them belong to HEAD. */
final class ResponseDecoder extends HttpResponseDecoder {
  private static final int MOST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 64 * 1024;
  private static final int MOST_CHUNK = 64 * 1024;

  private boolean headOnly;

  ResponseDecoder() {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(MOST_LINE)
            .setMaxHeaderSize(MOST_HEADERS)
            .setMaxChunkSize(MOST_CHUNK));
  }

  /** Whether the next final answer has headers only. */
  void headOnly(boolean only) {
    headOnly = only;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    return headOnly || super.isContentAlwaysEmpty(message);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both a length and a transfer coding");
  }
}
