package io.voucherctl.server.http;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A streaming reverse proxy. Request and answer bodies pass through in pieces, as fast as the
 * slower side takes them; the upstream connection lives on the event loop of the client's. A
 * request that may have reached its upstream is never sent again.
 */
public final class ProxyServer implements AutoCloseable {

  /**
   * How a proxy behaves.
   *
   * @param host what to listen on, a name or an address
   * @param port 0 takes any free one
   * @param name begins the names of the proxy's threads
   * @param loops event loop threads
   * @param grace how long {@link #close} lets requests in flight finish
   * @param idle a client connection without a request, or one that does not read, is closed then
   * @param connectTimeout for a connection to the upstream, waiting for a free one included
   * @param upstreamTimeout without a byte from the upstream, or from a client that owes the rest of
   *     its request
   * @param upstreamIdle an unused upstream connection is closed then; keep it below what the
   *     upstream itself allows
   * @param maxConnections more clients are closed as soon as they are accepted
   * @param maxUpstreamConnections per upstream and loop
   * @param clock for the Date header
   */
  public record Options(
      String host,
      int port,
      String name,
      int loops,
      Duration grace,
      Duration idle,
      Duration connectTimeout,
      Duration upstreamTimeout,
      Duration upstreamIdle,
      int maxConnections,
      int maxUpstreamConnections,
      InstantSource clock) {

    /**
     * One loop, 10 s grace, 75 s idle, 1 s to connect, 30 s for the upstream, 30 s idle upstream
     * connections, 10 000 clients, 1024 upstream connections, the system's clock.
     */
    public static Options of(String name, String host, int port) {
      return new Options(
          host,
          port,
          name,
          1,
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          10_000,
          1024,
          InstantSource.system());
    }

    public Options withLoops(int number) {
      return new Options(
          host,
          port,
          name,
          number,
          grace,
          idle,
          connectTimeout,
          upstreamTimeout,
          upstreamIdle,
          maxConnections,
          maxUpstreamConnections,
          clock);
    }

    public Options withGrace(Duration time) {
      return new Options(
          host,
          port,
          name,
          loops,
          time,
          idle,
          connectTimeout,
          upstreamTimeout,
          upstreamIdle,
          maxConnections,
          maxUpstreamConnections,
          clock);
    }

    /** Replaces all waiting times but the grace. */
    public Options withTimes(
        Duration clientIdle, Duration connect, Duration upstream, Duration pooled) {
      return new Options(
          host,
          port,
          name,
          loops,
          grace,
          clientIdle,
          connect,
          upstream,
          pooled,
          maxConnections,
          maxUpstreamConnections,
          clock);
    }

    /** Replaces how many connections there may be. */
    public Options withMost(int clients, int upstreams) {
      return new Options(
          host,
          port,
          name,
          loops,
          grace,
          idle,
          connectTimeout,
          upstreamTimeout,
          upstreamIdle,
          clients,
          upstreams,
          clock);
    }
  }

  private final Listener listener;

  private ProxyServer(Listener listener) {
    this.listener = listener;
  }

  /** Listens when this returns; throws {@link BindException} when the address cannot be had. */
  public static ProxyServer start(Options options, Director director, ErrorShape errors)
      throws BindException {
    ProxySide side = new ProxySide(options, director, errors);
    return new ProxyServer(
        Listener.open(
            options.name(),
            new InetSocketAddress(options.host(), options.port()),
            options.loops(),
            options.grace(),
            options.maxConnections(),
            watch -> {
              ProxyLoop loop = new ProxyLoop(watch, options);
              return channel -> new ClientConnection(channel, side, loop);
            }));
  }

  public int port() {
    return listener.port();
  }

  /**
   * Closes new connections as soon as they are accepted, or lets them in again. Those that are
   * there stay. Any thread.
   */
  public void refuseAccepts(boolean refuse) {
    listener.refuse(refuse);
  }

  /**
   * Stops accepting, lets requests in flight finish up to the grace period (their answers say that
   * the connection closes), then ends what is left. Blocks until done.
   */
  @Override
  public void close() {
    listener.close();
  }
}
