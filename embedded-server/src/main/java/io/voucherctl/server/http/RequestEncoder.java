package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;

/** Writes requests to an upstream. */
final class RequestEncoder extends WireEncoder {
  private static final AsciiString VERSION = AsciiString.cached(" HTTP/1.1");

  RequestEncoder(LentBuffer lent) {
    super(lent);
  }

  @Override
  void begin(HttpMessage message, ByteBuf out) {
    HttpRequest request = (HttpRequest) message;
    ByteBufUtil.writeAscii(out, request.method().asciiName());
    out.writeByte(' ');
    ByteBufUtil.writeAscii(out, request.uri());
    ByteBufUtil.writeAscii(out, VERSION);
  }

  @Override
  boolean bodiless(HttpMessage message) {
    return false;
  }
}
