package io.voucherctl.server.http;

/**
 * What a {@link ProxyServer} takes at most. What is short goes to those who use it: each bound says
 * whom it costs.
 *
 * @param connections of clients. When there are more, those that have waited longest without a
 *     request are closed; when there are none to spare, the new one is closed as soon as it is
 *     accepted, so that a front looks elsewhere at once instead of waiting in the backlog
 * @param upstreamConnections per upstream and loop. When all are taken and somebody waits, requests
 *     whose client makes the upstream wait are ended
 * @param bodyBytes of a request; a larger one is answered with 413
 * @param heldBytes per loop, of heads that are not whole, of pipelined requests and of answers that
 *     their clients do not read. Beyond it those clients are closed
 */
public record ProxyBounds(
    int connections, int upstreamConnections, long bodyBytes, long heldBytes) {

  /** 10 000 clients, 1024 upstream connections, bodies of any length, 64 MB held. */
  public static final ProxyBounds DEFAULTS =
      new ProxyBounds(10_000, 1024, Long.MAX_VALUE, 64_000_000);

  public ProxyBounds withConnections(int clients, int upstreams) {
    return new ProxyBounds(clients, upstreams, bodyBytes, heldBytes);
  }

  public ProxyBounds withBodyBytes(long most) {
    return new ProxyBounds(connections, upstreamConnections, most, heldBytes);
  }

  public ProxyBounds withHeldBytes(long most) {
    return new ProxyBounds(connections, upstreamConnections, bodyBytes, most);
  }
}
