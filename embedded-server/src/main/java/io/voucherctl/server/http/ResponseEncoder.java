package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Knows answers to HEAD, and keeps the length of a 204: clients exist that need to see it. */
final class ResponseEncoder extends HttpResponseEncoder {
  private boolean headOnly;

  /** Whether the answer that is written next belongs to a HEAD request. */
  void headOnly(boolean only) {
    headOnly = only;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return headOnly || super.isContentAlwaysEmpty(response);
  }

  @Override
  protected void sanitizeHeadersBeforeEncode(HttpResponse response, boolean isAlwaysEmpty) {
    int status = response.status().code();
    if (status < 200 || status == 204 || status == 205) {
      response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
    if (status == 205) {
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
    }
  }
}
