package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a {@link Response} into what goes on the wire, framing left to the caller's connection. */
final class Answers {
  private static final Set<String> FRAMING =
      Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

  private final HttpDate date;

  Answers(HttpDate date) {
    this.date = date;
  }

  /** The whole answer, length included; throws when a header cannot be sent. */
  HttpResponse whole(Response response, Response.Bytes body) {
    ByteBuf content = Unpooled.wrappedBuffer(body.bytes());
    HttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status(response),
            content,
            WireHeaders.empty(),
            EmptyHttpHeaders.INSTANCE);
    headers(response, answer.headers());
    if (response.status() != 304) {
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.bytes().length);
    }
    return answer;
  }

  /** The head of an answer that is streamed. */
  HttpResponse head(Response response, boolean chunked) {
    HttpResponse answer =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(response), WireHeaders.empty());
    headers(response, answer.headers());
    if (chunked) {
      answer.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return answer;
  }

  HeaderLines date() {
    return date.lines();
  }

  private static HttpResponseStatus status(Response response) {
    if (response.status() < 200 || response.status() > 999) {
      throw new IllegalArgumentException("not a final status: " + response.status());
    }
    return HttpResponseStatus.valueOf(response.status());
  }

  private void headers(Response response, HttpHeaders headers) {
    Headers.set(headers, date.lines());
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      if (!FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        headers.set(header.getKey(), header.getValue());
      }
    }
  }
}
