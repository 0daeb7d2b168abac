package io.voucherctl.commands.load.http;

import io.voucherctl.server.quota.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2AsyncRequester;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2RequesterBootstrap;
import org.apache.hc.core5.http2.ssl.H2ClientTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.EndpointParameters;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP/2, and everything over TLS, by HttpCore's event loop: the protocols that are not worth a
 * hand-written client. Its thread only posts what happened; the sending thread takes it in {@link
 * #poll}, so everything above is as single-threaded as over plain sockets.
 */
public final class HttpCoreTransport implements Transport {
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

  /** More than this is never under way; a full queue makes the event loop wait. */
  private static final int MOST_EVENTS = 1 << 16;

  /** A thread that waits comes back so much late. */
  private static final long LATENESS_NANOS = 60_000;

  private final HttpHost host;
  private final HttpVersionPolicy policy;
  private final H2AsyncRequester requester;
  private final BlockingQueue<Runnable> events = new ArrayBlockingQueue<>(MOST_EVENTS);
  private final List<HttpLane> lanes = new ArrayList<>();
  private final List<HttpExchange.Head> heads = new ArrayList<>();
  private volatile boolean closed;

  public HttpCoreTransport(LoadTarget target) {
    this.host =
        new HttpHost(
            target.tls() == null ? "http" : "https",
            target.address(),
            target.uri().getHost(),
            target.port());
    this.policy =
        target.http() == HttpVersion.HTTP_2
            ? HttpVersionPolicy.FORCE_HTTP_2
            : HttpVersionPolicy.FORCE_HTTP_1;
    H2RequesterBootstrap bootstrap =
        H2RequesterBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
            // Every field stands in the head already; the standard processor would look for them
            // again in each request.
            .setHttpProcessor(new DefaultHttpProcessor(List.of(), List.of()))
            .setH2Config(H2Config.custom().setPushEnabled(false).build())
            .setHandshakeTimeout(CONNECT_TIMEOUT)
            .setVersionPolicy(policy);
    if (target.tls() != null) {
      LoadTls tls = LoadTls.of(target.tls());
      bootstrap.setTlsStrategy(new H2ClientTlsStrategy(tls.context(), tls::prepare, null));
    }
    this.requester = bootstrap.create();
    boolean multiplexed = policy == HttpVersionPolicy.FORCE_HTTP_2;
    for (Tenant tenant : target.tenants()) {
      heads.add(HttpExchange.Head.of(host, tenant, multiplexed));
      int most = target.connectionsOf(tenant.id());
      lanes.add(new HttpLane(lane -> connect(lane, multiplexed), new byte[0], most));
    }
    requester.start();
  }

  @Override
  public Carried send(LoadRequest request, Reply reply) {
    return lanes.get(request.lane()).send(request, reply);
  }

  @Override
  public void poll(long maxNanos) {
    Runnable event = events.poll();
    if (event == null && maxNanos > LATENESS_NANOS) {
      try {
        event = events.poll(maxNanos - LATENESS_NANOS, TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    for (; event != null; event = events.poll()) {
      event.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    lanes.forEach(HttpLane::close);
    events.clear();
    requester.close(CloseMode.IMMEDIATE);
  }

  /** Event loop. A full queue holds it up until the sending thread has caught up. */
  void post(Runnable event) {
    try {
      while (!closed && !events.offer(event, 100, TimeUnit.MILLISECONDS)) {
        // Offered again.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  HttpExchange.Head head(LoadRequest request) {
    return heads.get(request.lane());
  }

  private void connect(HttpLane lane, boolean multiplexed) {
    var _ =
        requester.requestSession(
            host,
            CONNECT_TIMEOUT,
            // By these, and only by these, the event loop knows that it is to speak TLS.
            new EndpointParameters(host, policy),
            new FutureCallback<>() {
              @Override
              public void completed(IOSession session) {
                // Timeouts are the generator's business.
                session.setSocketTimeout(Timeout.DISABLED);
                post(() ->
                    lane.connected(
                        new HttpCoreConnection(HttpCoreTransport.this, session, multiplexed)));
              }

              @Override
              public void failed(Exception cause) {
                post(lane::notConnected);
              }

              @Override
              public void cancelled() {
                post(lane::notConnected);
              }
            });
  }
}
