package io.voucherctl.server.http;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;

/**
 * An HTTP/1.1 server for handlers that may block: requests are collected whole, bounded, and
 * handled on virtual threads, one at a time per connection.
 */
public final class HttpServer implements AutoCloseable {
  private static final int LOOPS = 1;

  /**
   * How a server behaves.
   *
   * @param host what to listen on, a name or an address
   * @param port 0 takes any free one
   * @param maxBodyBytes a larger request body is answered with 413
   * @param grace how long {@link #close} lets requests in flight finish
   * @param name begins the names of the server's threads
   * @param idle a connection without a request, or a client that neither sends nor reads what it
   *     should, is closed after this time
   * @param maxConnections more are closed as soon as they are accepted
   * @param clock for the Date header
   */
  public record Options(
      String host,
      int port,
      int maxBodyBytes,
      Duration grace,
      String name,
      Duration idle,
      int maxConnections,
      InstantSource clock) {

    /** 10 MB bodies, 10 s grace, 75 s idle, 10 000 connections, the system's clock. */
    public static Options of(String name, String host, int port) {
      return new Options(
          host,
          port,
          10_000_000,
          Duration.ofSeconds(10),
          name,
          Duration.ofSeconds(75),
          10_000,
          InstantSource.system());
    }

    public Options withMaxBodyBytes(int bytes) {
      return new Options(host, port, bytes, grace, name, idle, maxConnections, clock);
    }

    public Options withGrace(Duration time) {
      return new Options(host, port, maxBodyBytes, time, name, idle, maxConnections, clock);
    }

    public Options withIdle(Duration time) {
      return new Options(host, port, maxBodyBytes, grace, name, time, maxConnections, clock);
    }

    public Options withMaxConnections(int most) {
      return new Options(host, port, maxBodyBytes, grace, name, idle, most, clock);
    }

    public Options withClock(InstantSource source) {
      return new Options(host, port, maxBodyBytes, grace, name, idle, maxConnections, source);
    }
  }

  private final Listener listener;

  private HttpServer(Listener listener) {
    this.listener = listener;
  }

  /** Listens when this returns; throws {@link BindException} when the address cannot be had. */
  public static HttpServer start(Options options, Handler handler, ErrorShape errors)
      throws BindException {
    ServerSide side = new ServerSide(options, handler, errors);
    return new HttpServer(
        Listener.open(
            options.name(),
            new InetSocketAddress(options.host(), options.port()),
            LOOPS,
            options.grace(),
            options.maxConnections(),
            watch -> channel -> new ServerConnection(channel, side, watch)));
  }

  public int port() {
    return listener.port();
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
