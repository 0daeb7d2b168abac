package io.voucherctl.server.http;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** How much of a request has come from its client, and when. Event loop only. */
final class Arrival {
  /** A body that nobody wants is read and thrown away up to here, to keep the connection. */
  private static final long MOST_UNWANTED = 1024 * 1024;

  private final ProxyTicks ticks;
  private final boolean invited;
  private final long announced;
  private boolean begun;
  private boolean whole;
  private long unwanted;
  private long all;
  private long lately;
  private long since;

  /** The head has come at tick {@code now}; {@code chunks} tells a client of HTTP/1.1. */
  Arrival(HttpRequest request, boolean chunks, ProxyTicks ticks, long now) {
    this.ticks = ticks;
    this.invited = !chunks || !HeaderName.EXPECT.isIn(request.headers());
    this.announced =
        request.decoderResult().isFailure() || !HeaderName.CONTENT_LENGTH.isIn(request.headers())
            ? 0
            : HttpUtil.getContentLength(request, 0L);
    this.since = now;
  }

  void add(HttpContent content) {
    begun = true;
    whole = content instanceof LastHttpContent;
    int bytes = content.content().readableBytes();
    all += bytes;
    lately += bytes;
  }

  /** Whether the body is longer than {@code most}, as far as one can tell yet. */
  boolean exceeds(long most) {
    return Math.max(all, announced) > most;
  }

  void discard(HttpContent content) {
    unwanted += content.content().readableBytes();
    content.release();
  }

  /** The client is not to blame for the time before {@code now}. */
  void pardon(long now) {
    since = now;
    lately = 0;
  }

  boolean whole() {
    return whole;
  }

  /** Whether the client may be holding its body back until it is asked for it. */
  boolean expecting() {
    return !invited && !begun;
  }

  /** Whether too much was thrown away to go on. */
  boolean tooMuch() {
    return unwanted > MOST_UNWANTED;
  }

  /** Whether the rest is worth reading for the sake of the connection. */
  boolean worthDraining() {
    return whole || (!expecting() && announced <= MOST_UNWANTED);
  }

  /** Whether a client that is listened to has brought too little of what it owes. */
  boolean overdue(long now, boolean listening) {
    if (!listening) {
      pardon(now);
    }
    if (whole || now - since <= ticks.body()) {
      return false;
    }
    boolean slow = lately < ticks.leastBody();
    pardon(now);
    return slow;
  }
}
