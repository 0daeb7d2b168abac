package io.voucherctl.server.http;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Reads an upstream's answers; knows which of them belong to HEAD. */
final class ResponseDecoder extends WireDecoder<HttpResponse> {
  private boolean headOnly;

  ResponseDecoder(Receiver<HttpResponse> receiver) {
    super(receiver);
  }

  /** Whether the next final answer has headers only. */
  void headOnly(boolean only) {
    headOnly = only;
  }

  @Override
  HttpResponse message(byte[] head) {
    return HeadParser.response(head);
  }

  @Override
  HttpResponse none() {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY);
  }

  @Override
  boolean bodiless(HttpResponse message) {
    int status = message.status().code();
    return headOnly || status < 200 || status == 204 || status == 304;
  }

  @Override
  boolean endsWithConnection() {
    return true;
  }
}
