package io.voucherctl.commands.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's connections and the requests that wait for one, in their order. Connections are
 * opened when a request needs one, at most one attempt for each waiting request, and so a target
 * that is down is tried as often as it is called and no more. Any thread; calls out of the lock.
 */
final class HttpLane {
  private final Consumer<FutureCallback<AsyncClientEndpoint>> connector;
  private final Header[] headers;
  private final int most;
  private final Deque<HttpCall> waiting = new ArrayDeque<>();
  private final Deque<AsyncClientEndpoint> idle = new ArrayDeque<>();
  private int open;
  private int opening;
  private boolean closed;

  HttpLane(
      Consumer<FutureCallback<AsyncClientEndpoint>> connector, Header[] headers, int connections) {
    this.connector = connector;
    this.headers = headers;
    this.most = connections;
  }

  Header[] headers() {
    return headers;
  }

  void send(HttpCall call) {
    AsyncClientEndpoint ready;
    synchronized (this) {
      ready = waiting.isEmpty() ? connectedIdle() : null;
      if (ready == null) {
        call.waits();
        waiting.add(call);
      }
    }
    if (ready != null) {
      call.start(ready);
    } else {
      connectIfNeeded();
    }
  }

  /** A call is over; its connection may carry the next one if it is in order. */
  void finished(AsyncClientEndpoint endpoint, boolean reusable) {
    if (reusable && endpoint.isConnected()) {
      use(endpoint);
    } else {
      drop(endpoint);
      connectIfNeeded();
    }
  }

  /** Takes a waiting call out of line; false when it does not wait. */
  synchronized boolean withdraw(HttpCall call) {
    return waiting.remove(call);
  }

  void close() {
    Deque<HttpCall> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    left.forEach(HttpCall::refused);
  }

  private void connectIfNeeded() {
    synchronized (this) {
      if (closed || opening >= waiting.size() || open + opening >= most) {
        return;
      }
      opening++;
    }
    connector.accept(
        new FutureCallback<>() {
          @Override
          public void completed(AsyncClientEndpoint endpoint) {
            connected(endpoint);
          }

          @Override
          public void failed(Exception cause) {
            notConnected();
          }

          @Override
          public void cancelled() {
            notConnected();
          }
        });
  }

  private void connected(AsyncClientEndpoint endpoint) {
    synchronized (this) {
      opening--;
      open++;
    }
    use(endpoint);
  }

  private void notConnected() {
    HttpCall first;
    synchronized (this) {
      opening--;
      first = waiting.poll();
    }
    if (first != null) {
      first.refused();
    }
    connectIfNeeded();
  }

  private void use(AsyncClientEndpoint endpoint) {
    HttpCall next;
    boolean over;
    synchronized (this) {
      next = waiting.poll();
      over = closed;
      if (next == null && !over) {
        idle.push(endpoint);
      }
    }
    if (next != null) {
      next.start(endpoint);
    } else if (over) {
      drop(endpoint);
    }
  }

  private void drop(AsyncClientEndpoint endpoint) {
    synchronized (this) {
      open--;
    }
    endpoint.releaseAndDiscard();
  }

  /** The idle connection used last, past those that the target has closed meanwhile. */
  private @Nullable AsyncClientEndpoint connectedIdle() {
    for (AsyncClientEndpoint last = idle.poll(); last != null; last = idle.poll()) {
      if (last.isConnected()) {
        return last;
      }
      open--;
      last.releaseAndDiscard();
    }
    return null;
  }
}
