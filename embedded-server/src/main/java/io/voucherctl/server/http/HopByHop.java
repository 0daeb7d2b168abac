package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/**
 * Headers that speak about one connection and are dropped on the way (RFC 9110, 7.6.1). Framing and
 * Host stay even when Connection names them: without them a message would mean something else.
 */
final class HopByHop {
  private static final HeaderNames NAMES =
      HeaderNames.of(
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "proxy",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "http2-settings");
  private static final Set<String> STAY = Set.of("content-length", "transfer-encoding", "host");

  private HopByHop() {}

  static void strip(HttpHeaders headers) {
    if (HeaderName.CONNECTION.isIn(headers)) {
      stripNamed(headers);
      HeaderName.CONNECTION.drop(headers);
    }
    Headers.remove(headers, NAMES);
  }

  private static void stripNamed(HttpHeaders headers) {
    if (namesNone(headers)) {
      return;
    }
    for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
      for (String token : line.split(",", -1)) {
        String name = token.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !STAY.contains(name)) {
          headers.remove(name);
        }
      }
    }
  }

  private static boolean namesNone(HttpHeaders headers) {
    return HeaderName.CONNECTION.saysOnly(headers, HttpHeaderValues.KEEP_ALIVE)
        || HeaderName.CONNECTION.saysOnly(headers, HttpHeaderValues.CLOSE);
  }
}
