package io.voucherctl.commands.load.http;

import io.voucherctl.server.quota.Tenant;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the load goes, and on whose behalf.
 *
 * @param uri {@code http://HOST:PORT} or {@code https://HOST:PORT} with a loopback host
 * @param tenants the callers with their keys; a request's lane is a position in this list
 * @param connections at most this many for each tenant: tenants do not share theirs, as in life, so
 *     that one tenant's queue cannot pass for another's latency
 * @param ownConnections by tenant, for those that have another number
 * @param tls not null exactly when the scheme is https
 */
public record LoadTarget(
    URI uri,
    List<Tenant> tenants,
    int connections,
    Map<String, Integer> ownConnections,
    HttpVersion http,
    @Nullable TlsTrust tls) {
  public static final int DEFAULT_CONNECTIONS = 32;
  public static final int MAX_CONNECTIONS = 10_000;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  public LoadTarget {
    tenants = List.copyOf(tenants);
    ownConnections = Map.copyOf(ownConnections);
    requireHttp(uri);
    requireConnections(connections);
    ownConnections.values().forEach(LoadTarget::requireConnections);
    if (isHttps(uri) != (tls != null)) {
      throw new IllegalArgumentException(
          tls == null
              ? "an https target needs to know which certificates to believe"
              : "--ca and --insecure are for an https target, not for " + uri);
    }
  }

  /** Over HTTP/1.1, and over https only with a certificate that Java knows. */
  public LoadTarget(URI uri, List<Tenant> tenants, int connections) {
    this(
        uri,
        tenants,
        connections,
        Map.of(),
        HttpVersion.HTTP_1_1,
        isHttps(uri) ? new TlsTrust(null, false) : null);
  }

  public static LoadTarget of(URI uri, List<Tenant> tenants) {
    return new LoadTarget(uri, tenants, DEFAULT_CONNECTIONS);
  }

  public int port() {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return tls == null ? HTTP_PORT : HTTPS_PORT;
  }

  /** The most connections of one of the tenants. */
  public int connectionsOf(String tenant) {
    return ownConnections.getOrDefault(tenant, connections);
  }

  /** Found without a name server: only literals and {@code localhost} are ever accepted. */
  public InetAddress address() {
    return addressOf(uri);
  }

  /** Refuses what is no root of a server on this machine. */
  public static void requireHttp(URI uri) {
    boolean plain =
        ("http".equalsIgnoreCase(uri.getScheme()) || isHttps(uri))
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
    addressOf(uri);
  }

  public static void requireConnections(int connections) {
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections must be 1 to " + MAX_CONNECTIONS + ", not " + connections);
    }
  }

  public static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
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
