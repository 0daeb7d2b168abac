package io.voucherctl.server.http;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reverse proxy. Request and answer bodies pass through in pieces, as fast as the
 * slower side takes them; the upstream connection lives on the event loop of the client's. A
 * request that may have reached its upstream is never sent again, whatever its method: a pooled
 * connection that ends just as it is used fails that one request.
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
   * @param clock for the Date header
   * @param tls what to speak TLS with, and on it HTTP/2 with those who can; null: plain HTTP/1.1.
   *     Not closed with the proxy
   */
  public record Options(
      String host,
      int port,
      String name,
      int loops,
      Duration grace,
      ProxyTimes times,
      ProxyBounds bounds,
      InstantSource clock,
      @Nullable TlsFiles tls) {

    /** One loop, 10 s grace, the default times and bounds, the system's clock. */
    public static Options of(String name, String host, int port) {
      return new Options(
          host,
          port,
          name,
          1,
          Duration.ofSeconds(10),
          ProxyTimes.DEFAULTS,
          ProxyBounds.DEFAULTS,
          InstantSource.system(),
          null);
    }

    public Options withLoops(int number) {
      return new Options(host, port, name, number, grace, times, bounds, clock, tls);
    }

    public Options withGrace(Duration time) {
      return new Options(host, port, name, loops, time, times, bounds, clock, tls);
    }

    public Options withTimes(ProxyTimes all) {
      return new Options(host, port, name, loops, grace, all, bounds, clock, tls);
    }

    public Options withBounds(ProxyBounds all) {
      return new Options(host, port, name, loops, grace, times, all, clock, tls);
    }

    public Options withTls(TlsFiles files) {
      return new Options(host, port, name, loops, grace, times, bounds, clock, files);
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
            options.bounds().connections(),
            watch -> {
              ProxyLoop loop = new ProxyLoop(watch, options);
              TlsFiles tls = options.tls();
              return tls == null
                  ? channel -> new ClientConnection(channel, side, loop)
                  : channel -> new TlsGate(channel, tls, side, loop);
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
   * From now on every answer says that its connection ends, so that clients have moved before
   * {@link #close}. New connections are taken. Any thread.
   */
  public void endKeepAlive() {
    listener.endKeepAlive();
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
