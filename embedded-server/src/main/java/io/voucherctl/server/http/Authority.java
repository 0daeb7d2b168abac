package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Iterator;

/**
 * Whose resource a request names (RFC 9112, 3.2): one Host, and where the target is absolute, the
 * target's authority, which then replaces Host.
 */
final class Authority {
  private static final String FORBIDDEN = "@/?#,\\\"<>^`{|}";

  private Authority() {}

  /** Whether host and target can be read one way only. */
  static boolean sound(HttpRequest request) {
    Iterator<? extends CharSequence> hosts =
        request.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
    if (!hosts.hasNext()) {
      return request.protocolVersion().minorVersion() == 0 && soundTarget(request.uri());
    }
    CharSequence host = hosts.next();
    return !hosts.hasNext() && sound(host) && soundTarget(request.uri());
  }

  private static boolean soundTarget(String target) {
    return target.startsWith("/") || target.equals("*") || sound(of(target));
  }

  /** The authority of an absolute target. */
  static String of(String target) {
    return target.substring(target.indexOf("//") + 2, RawTarget.pathStart(target));
  }

  private static boolean sound(CharSequence authority) {
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (c <= ' ' || c >= 0x7f || FORBIDDEN.indexOf(c) >= 0) {
        return false;
      }
    }
    return !authority.isEmpty();
  }
}
