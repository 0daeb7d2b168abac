package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;

/** Whether a client connection outlives its current request (RFC 9112, 9.3). Event loop only. */
final class Persistence {
  private boolean keep;
  private volatile boolean chunks; // handlers ask from their own threads

  void begin(HttpRequest request) {
    keep = Headers.keepAlive(request);
    chunks = request.protocolVersion().minorVersion() > 0;
  }

  /** Whether the client understands chunks. */
  boolean chunks() {
    return chunks;
  }

  boolean keep() {
    return keep;
  }

  void end() {
    keep = false;
  }

  /** Says in an answer's head what was decided. */
  void announce(HttpResponse response) {
    if (!keep) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!chunks) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
  }
}
