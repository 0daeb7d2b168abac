package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Writes the answers of one client connection, and says in them whether it ends. Event loop only.
 */
final class AnswerWriter {
  private final ProxySide side;
  private final LoopWatch watch;
  private final ResponseEncoder encoder;
  private final Persistence persistence = new Persistence();

  AnswerWriter(ProxySide side, LoopWatch watch) {
    this.side = side;
    this.watch = watch;
    this.encoder = new ResponseEncoder(watch.writing());
  }

  /** What belongs into the pipeline. */
  ResponseEncoder encoder() {
    return encoder;
  }

  /** Whether the connection outlives its current request. */
  Persistence persistence() {
    return persistence;
  }

  /** The next answer will be to this request. */
  void begin(HttpRequest request) {
    persistence.begin(request);
    encoder.headOnly(request.method().equals(HttpMethod.HEAD));
  }

  void invite() {
    write(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
  }

  void head(HttpResponse response) {
    if (!HeaderName.DATE.isIn(response.headers())) {
      Headers.set(response.headers(), side.date());
    }
    if (watch.ending()) {
      persistence.end();
    }
    persistence.announce(response);
    write(response);
  }

  void write(HttpObject message) {
    encoder.send(message);
  }

  void flush() {
    encoder.flush();
  }
}
