package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpRequest;

/**
 * Whose resource a request names (RFC 9112, 3.2): one Host, and where the target is absolute, the
 * target's authority, which then replaces Host.
 */
final class Authority {
  private static final boolean[] ALLOWED = allowed();

  private Authority() {}

  /** Whether host and target can be read one way only. */
  static boolean sound(HttpRequest request) {
    String host = HeaderName.HOST.first(request.headers());
    if (host == null) {
      return request.protocolVersion().minorVersion() == 0 && soundTarget(request.uri());
    }
    return HeaderName.HOST.count(request.headers()) == 1
        && sound(host)
        && soundTarget(request.uri());
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
      if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      }
    }
    return !authority.isEmpty();
  }

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[0x7f];
    for (char c = '!'; c < allowed.length; c++) {
      allowed[c] = "@/?#,\\\"<>^`{|}".indexOf(c) < 0;
    }
    return allowed;
  }
}
