package io.voucherctl.commands.load.http;

import org.jspecify.annotations.Nullable;

/**
 * A request on its way through a lane: it may wait, it goes out over one connection, it ends once.
 * The sending thread's alone.
 */
final class HttpCall implements Transport.Carried {
  /** A connection may close under a request about to be sent, but hardly thrice in a row. */
  private static final int MOST_STARTS = 3;

  private final HttpLane lane;
  private final LoadRequest request;
  private final Transport.Reply reply;
  private @Nullable HttpConnection connection;
  private boolean waited;
  private boolean over;
  private int starts;

  HttpCall(HttpLane lane, LoadRequest request, Transport.Reply reply) {
    this.lane = lane;
    this.request = request;
    this.reply = reply;
  }

  LoadRequest request() {
    return request;
  }

  /** There is no connection for it yet. */
  void waits() {
    waited = true;
  }

  void start(HttpConnection on) {
    connection = on;
    starts++;
    on.carry(this);
  }

  /** The first byte goes out now. */
  void sent() {
    reply.sent(waited);
  }

  /** No connection could be made for it. */
  void refused() {
    if (end()) {
      reply.refused();
    }
  }

  /** Its connection was closed before a byte of it was written: it takes another one. */
  void notBegun() {
    HttpConnection dead = leave();
    if (over || dead == null) {
      return;
    }
    lane.finished(dead);
    if (starts < MOST_STARTS) {
      lane.send(this);
    } else if (end()) {
      reply.refused();
    }
  }

  void answered(int status) {
    HttpConnection on = leave();
    if (on != null && end()) {
      reply.answered(status);
      lane.finished(on);
    }
  }

  /** The connection broke, or what came is no answer. */
  void reset() {
    HttpConnection on = leave();
    if (on != null && end()) {
      reply.reset();
      lane.finished(on);
    }
  }

  @Override
  public void cancel() {
    if (end()) {
      HttpConnection on = leave();
      if (on == null) {
        lane.withdraw(this);
      } else {
        on.abandon(this);
        lane.finished(on);
      }
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  private @Nullable HttpConnection leave() {
    HttpConnection left = connection;
    connection = null;
    return left;
  }
}
