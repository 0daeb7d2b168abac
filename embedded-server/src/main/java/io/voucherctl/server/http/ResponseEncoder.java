package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;

/** Knows answers to HEAD, and keeps the length of a 204: clients exist that need to see it. */
final class ResponseEncoder extends WireEncoder {
  private static final AsciiString VERSION = AsciiString.cached("HTTP/1.1 ");

  private boolean headOnly;

  ResponseEncoder(LentBuffer lent) {
    super(lent);
  }

  /** Whether the answer that is written next belongs to a HEAD request. */
  void headOnly(boolean only) {
    headOnly = only;
  }

  @Override
  void begin(HttpMessage message, ByteBuf out) {
    HttpResponseStatus status = ((HttpResponse) message).status();
    if (status.code() < 200 || status.code() == 204 || status.code() == 205) {
      message.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
    if (status.code() == 205) {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
    }
    ByteBufUtil.writeAscii(out, VERSION);
    ByteBufUtil.writeAscii(out, status.codeAsText());
    out.writeByte(' ');
    ByteBufUtil.writeAscii(out, status.reasonPhrase());
  }

  @Override
  boolean bodiless(HttpMessage message) {
    int status = ((HttpResponse) message).status().code();
    return headOnly || status < 200 || status == 204 || status == 205 || status == 304;
  }
}
