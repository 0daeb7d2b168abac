package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP/1.1 over HttpCore's event loop. Each connection is leased from the requester's pool once and
 * kept: a pool that leases per request collapses in an open model. Waiting requests stand in the
 * queue of their {@link HttpLane}.
 */
final class HttpCoreTransport implements Transport {
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(5);

  private final HttpHost host;
  private final HttpAsyncRequester requester;
  private final List<HttpLane> lanes = new ArrayList<>();

  HttpCoreTransport(LoadTarget target) {
    this.host = new HttpHost("http", target.address(), target.uri().getHost(), target.port());
    int most = Math.max(1, target.tenants().size()) * target.connections();
    this.requester =
        AsyncRequesterBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
            // Every header stands in the lane already; the standard processor would look for them
            // again in each request.
            .setHttpProcessor(new DefaultHttpProcessor(List.of(), List.of()))
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setDefaultMaxPerRoute(most)
            .setMaxTotal(most)
            .create();
    for (Tenant tenant : target.tenants()) {
      lanes.add(new HttpLane(this::connect, headers(tenant), target.connections()));
    }
    requester.start();
  }

  @Override
  public Carried send(LoadRequest request, Reply reply) {
    HttpLane lane = lanes.get(request.lane());
    HttpCall call = new HttpCall(lane, request, reply);
    lane.send(call);
    return call;
  }

  @Override
  public void close() {
    lanes.forEach(HttpLane::close);
    requester.close(CloseMode.IMMEDIATE);
  }

  private void connect(FutureCallback<AsyncClientEndpoint> result) {
    var _ = requester.connect(host, CONNECT_TIMEOUT, null, result);
  }

  private Header[] headers(Tenant tenant) {
    return new Header[] {
      new BasicHeader("Host", host.toHostString()),
      new BasicHeader("User-Agent", "voucherctl-load"),
      new BasicHeader("Content-Type", "application/json"),
      new BasicHeader("X-App-Id", tenant.appId()),
      new BasicHeader("X-App-Token", tenant.appToken(), true)
    };
  }
}
