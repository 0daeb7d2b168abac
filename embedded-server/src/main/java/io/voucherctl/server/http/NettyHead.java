package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** A {@link RequestHead} over what the decoder made. */
final class NettyHead implements RequestHead {
  private final HttpRequest request;

  NettyHead(HttpRequest request) {
    this.request = request;
  }

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String rawTarget() {
    return request.uri();
  }

  @Override
  public @Nullable String header(String name) {
    return request.headers().get(name);
  }
}
