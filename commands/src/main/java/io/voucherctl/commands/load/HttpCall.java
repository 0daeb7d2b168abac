package io.voucherctl.commands.load;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through a lane: it may wait, it goes out over one connection, it ends once.
 * Started and ended by the event loop or the sender, cancelled by the generator.
 */
final class HttpCall implements Transport.Carried {
  /** A connection may close under a request about to be sent, but hardly thrice in a row. */
  private static final int MOST_STARTS = 3;

  private final HttpLane lane;
  private final LoadRequest request;
  private final Transport.Reply reply;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable AsyncClientEndpoint endpoint;
  private volatile boolean cancelled;
  private volatile boolean waited;
  private int starts;

  HttpCall(HttpLane lane, LoadRequest request, Transport.Reply reply) {
    this.lane = lane;
    this.request = request;
    this.reply = reply;
  }

  /** There is no connection for it yet. */
  void waits() {
    waited = true;
  }

  void start(AsyncClientEndpoint on) {
    endpoint = on;
    starts++;
    if (!cancelled) {
      on.execute(new HttpExchange(this, on, request, lane.headers()), HttpCoreContext.create());
    } else if (over.compareAndSet(false, true)) {
      lane.finished(on, true);
    }
  }

  /** No connection could be made for it. */
  void refused() {
    if (over.compareAndSet(false, true)) {
      reply.broken();
    }
  }

  void sent() {
    reply.sent(waited);
  }

  void answered(AsyncClientEndpoint on, int status, boolean reusable) {
    if (over.compareAndSet(false, true)) {
      reply.answered(status);
      lane.finished(on, reusable);
    }
  }

  /** The connection broke; a request of which nothing was sent takes another one. */
  void broken(AsyncClientEndpoint on, boolean wasSent) {
    if (!wasSent && !cancelled && starts < MOST_STARTS) {
      endpoint = null;
      lane.finished(on, false);
      lane.send(this);
    } else if (over.compareAndSet(false, true)) {
      reply.broken();
      lane.finished(on, false);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    AsyncClientEndpoint on = endpoint;
    if (lane.withdraw(this)) {
      over.set(true);
    } else if (on != null && over.compareAndSet(false, true)) {
      lane.finished(on, false);
    }
  }
}
