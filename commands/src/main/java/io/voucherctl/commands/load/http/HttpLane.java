package io.voucherctl.commands.load.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's connections and the requests that wait for one, in their order. Connections are
 * opened when a request needs one and are then kept; there is at most one attempt for each waiting
 * request, and so a target that is down is tried as often as it is called and no more. The sending
 * thread's alone.
 */
final class HttpLane {
  private final Consumer<HttpLane> connector;
  private final byte[] head;
  private final int most;
  private final Deque<HttpCall> waiting = new ArrayDeque<>();
  private final Deque<HttpConnection> withRoom = new ArrayDeque<>();
  private int open;
  private int opening;
  private boolean closed;

  /**
   * No connection is open yet.
   *
   * @param connector begins to connect, and tells {@link #connected} or {@link #notConnected} later
   * @param head the header fields of every request of this tenant, encoded
   * @param most connections at the same time
   */
  HttpLane(Consumer<HttpLane> connector, byte[] head, int most) {
    this.connector = connector;
    this.head = head;
    this.most = most;
  }

  byte[] head() {
    return head;
  }

  HttpCall send(LoadRequest request, Transport.Reply reply) {
    HttpCall call = new HttpCall(this, request, reply);
    send(call);
    return call;
  }

  void send(HttpCall call) {
    HttpConnection ready = waiting.isEmpty() ? connectionWithRoom() : null;
    if (ready != null) {
      give(call, ready);
    } else {
      call.waits();
      waiting.add(call);
      connectIfNeeded();
    }
  }

  /** A call is over; its connection may carry the next one if it is in order. */
  void finished(HttpConnection connection) {
    boolean wasFull = connection.carried-- == connection.room();
    if (!connection.isOpen()) {
      // Calls under way on it end one by one; the last one takes it off the books.
      if (connection.carried == 0) {
        drop(connection);
      }
      connectIfNeeded();
    } else if (wasFull) {
      use(connection);
    }
  }

  /** A connection that carries nothing was closed by the target. */
  void lost(HttpConnection connection) {
    if (withRoom.remove(connection)) {
      open--;
    }
  }

  /** Takes a waiting call out of line. */
  void withdraw(HttpCall call) {
    waiting.remove(call);
  }

  void connected(HttpConnection connection) {
    opening--;
    open++;
    if (closed) {
      connection.close();
    } else {
      use(connection);
      connectIfNeeded();
    }
  }

  void notConnected() {
    opening--;
    HttpCall first = waiting.poll();
    if (first != null) {
      first.refused();
    }
    connectIfNeeded();
  }

  void close() {
    closed = true;
    waiting.clear();
  }

  private void connectIfNeeded() {
    while (!closed && opening < waiting.size() && open + opening < most) {
      opening++;
      connector.accept(this);
    }
  }

  private void use(HttpConnection connection) {
    while (connection.isOpen() && connection.carried < connection.room() && !waiting.isEmpty()) {
      connection.carried++;
      waiting.remove().start(connection);
    }
    if (connection.isOpen() && connection.carried < connection.room()) {
      withRoom.push(connection);
    }
  }

  private void give(HttpCall call, HttpConnection connection) {
    connection.carried++;
    if (connection.carried < connection.room()) {
      withRoom.addLast(connection);
    }
    call.start(connection);
  }

  private void drop(HttpConnection connection) {
    withRoom.remove(connection);
    open--;
    connection.close();
  }

  /** The connection used last, past those that the target has closed meanwhile. */
  private @Nullable HttpConnection connectionWithRoom() {
    for (HttpConnection last = withRoom.poll(); last != null; last = withRoom.poll()) {
      if (last.isOpen()) {
        return last;
      }
      if (last.carried == 0) {
        open--;
      }
    }
    return null;
  }
}
