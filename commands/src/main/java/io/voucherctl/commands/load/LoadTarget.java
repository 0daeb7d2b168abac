package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Tenant;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * Where the load goes, and on whose behalf.
 *
 * @param uri {@code http://HOST:PORT} with a loopback host
 * @param tenants the callers with their keys; a request's lane is a position in this list
 * @param connections at most this many for each tenant: tenants do not share theirs, as in life, so
 *     that one tenant's queue cannot pass for another's latency
 */
public record LoadTarget(URI uri, List<Tenant> tenants, int connections) {
  public static final int DEFAULT_CONNECTIONS = 32;
  public static final int MAX_CONNECTIONS = 10_000;

  private static final int HTTP_PORT = 80;

  public LoadTarget {
    tenants = List.copyOf(tenants);
    requireHttp(uri);
    addressOf(uri);
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections must be 1 to " + MAX_CONNECTIONS + ", not " + connections);
    }
  }

  public static LoadTarget of(URI uri, List<Tenant> tenants) {
    return new LoadTarget(uri, tenants, DEFAULT_CONNECTIONS);
  }

  public int port() {
    return uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
  }

  /** Found without a name server: only literals and {@code localhost} are ever accepted. */
  public InetAddress address() {
    return addressOf(uri);
  }

  private static void requireHttp(URI uri) {
    boolean plain =
        "http".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
            && uri.getPort() != 0
            && uri.getPort() <= 0xFFFF;
    if (!plain) {
      throw new IllegalArgumentException(
          "the target must look like http://127.0.0.1:8080, not '" + uri + "'");
    }
  }

  private static InetAddress addressOf(URI uri) {
    String host = uri.getHost();
    if (host.equalsIgnoreCase("localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      if (address.isLoopbackAddress()) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // A name: it would have to be resolved first, and could mean anything.
    }
    throw new IllegalArgumentException(
        "load is sent to loopback addresses only (127.0.0.1, [::1], localhost), not to " + host);
  }
}
