package io.voucherctl.server.http;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What upstreams hear of one client connection: who is at its other end, how it came, and which
 * host it asked for. That hardly ever differs from one request to the next. Event loop only.
 */
final class Forwarded {
  private static final HeaderNames NAMES =
      HeaderNames.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host");

  private final String remote;
  private final String scheme;
  private String lastHost = "";
  private HeaderLines last = HeaderLines.NONE;

  /**
   * @param remote null when the client has gone already
   * @param secure whether nobody on the way could read or change what it says
   */
  Forwarded(@Nullable InetSocketAddress remote, boolean secure) {
    this.remote = remote == null ? "unknown" : remote.getAddress().getHostAddress();
    this.scheme = secure ? "https" : "http";
  }

  HeaderLines lines(String host) {
    if (last == HeaderLines.NONE || !host.equals(lastHost)) {
      lastHost = host;
      last = NAMES.with(remote, scheme, host);
    }
    return last;
  }

  /** With what the client itself claims to forward, which stays to the left. */
  HeaderLines lines(String host, List<String> claims) {
    return NAMES.with(String.join(", ", claims) + ", " + remote, scheme, host);
  }
}
