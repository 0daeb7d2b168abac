package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One request of an HTTP/2 connection. What of its body nobody takes yet is held, at most the
 * stream's window; what of its answer cannot leave is counted, and asks the crossing to wait. Event
 * loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes end the stream by themselves
final class ClientStream implements Client, Watched {
  /** A smaller piece is copied: it would pin the whole of what was read from the socket. */
  private static final int SMALL = 1024;

  private static final int MOST_UNSENT = 32 * 1024;

  private final Http2Stream stream;
  private final ClientStreams streams;
  private final ProxySide side;
  private final ProxyLoop loop;

  private boolean reading = true;
  private boolean paused;
  private boolean ended;
  private boolean endDelivered;
  private boolean closing;
  private boolean closed;
  private boolean headOnly;
  private boolean bodiless;
  private boolean waiting;
  private int unsent;
  private int window;
  private long moved;
  private @Nullable ByteBuf held;
  private @Nullable ChannelFuture last;
  private @Nullable Crossing crossing;

  ClientStream(Http2Stream stream, ClientStreams streams, ProxySide side, ProxyLoop loop) {
    this.stream = stream;
    this.streams = streams;
    this.side = side;
    this.loop = loop;
  }

  void begin(HttpRequest request, boolean whole) {
    ended = whole;
    headOnly = request.method().equals(HttpMethod.HEAD);
    Crossing next = new Crossing(request, this, side, loop);
    crossing = next;
    next.begin();
    deliver();
  }

  /** A piece of the body; returns how many of its bytes were taken. */
  int body(ByteBuf data, boolean isLast) {
    int bytes = data.readableBytes();
    ended = isLast;
    if (crossing == null) {
      return bytes;
    }
    if (held == null && reading && !paused) {
      deliver(bytes < SMALL ? data.copy() : data.retain());
      return bytes;
    }
    if (bytes > 0) {
      held = held == null ? streams.context().alloc().buffer(bytes) : held;
      held.writeBytes(data);
    }
    return 0;
  }

  /** Nothing more belongs to the request. */
  void end() {
    ended = true;
    deliver();
  }

  /** Hands on what is held, if anybody takes it; whether there was something to hand on. */
  private boolean deliver() {
    boolean something = held != null || (ended && !endDelivered);
    if (crossing == null || !reading || paused || !something) {
      return false;
    }
    ByteBuf data = held == null ? Unpooled.EMPTY_BUFFER : held;
    int bytes = data.readableBytes();
    held = null;
    deliver(data);
    streams.taken(stream, bytes);
    return true;
  }

  private void deliver(ByteBuf data) {
    Crossing to = crossing;
    if (to == null || (!ended && !data.isReadable())) {
      data.release();
    } else if (ended) {
      endDelivered = true;
      to.content(new DefaultLastHttpContent(data));
    } else {
      to.content(new DefaultHttpContent(data));
    }
  }

  void flushUpstream() {
    if (crossing != null) {
      crossing.flushUpstream();
    }
  }

  @Override
  public String remote() {
    return streams.remote();
  }

  @Override
  public boolean secure() {
    return true;
  }

  @Override
  public boolean chunks() {
    return true;
  }

  @Override
  public boolean writable() {
    waiting = unsent >= MOST_UNSENT || !streams.writable();
    return !waiting;
  }

  /** Some of what was in the way has left. */
  void takeMore() {
    if (waiting && crossing != null && writable()) {
      crossing.clientTakesMore();
    }
  }

  @Override
  public boolean reading() {
    return reading;
  }

  @Override
  public void readOn(boolean on) {
    reading = on;
    if (deliver()) {
      flushUpstream();
    }
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    deliver();
  }

  @Override
  public void closeAfter() {
    closing = true;
  }

  @Override
  public void invite() {
    if (closed) {
      return;
    }
    streams.writeHead(stream, StreamHeads.invitation(), false);
    streams.flush();
  }

  @Override
  public void writeHead(HttpResponse response) {
    if (closed) {
      ReferenceCountUtil.release(response);
      return;
    }
    if (!response.headers().contains(HttpHeaderNames.DATE)) {
      response.headers().set(HttpHeaderNames.DATE, side.date());
    }
    int status = response.status().code();
    bodiless = headOnly || status == 204 || status == 304;
    boolean empty = response instanceof FullHttpResponse full && !full.content().isReadable();
    boolean whole = bodiless || empty;
    ChannelFuture written = streams.writeHead(stream, StreamHeads.response(response), whole);
    if (whole) {
      last = written;
    }
    if (response instanceof FullHttpResponse full) {
      write(full);
    }
  }

  @Override
  public void write(HttpContent content) {
    boolean isLast = content instanceof LastHttpContent;
    ByteBuf data = content.content();
    int bytes = data.readableBytes();
    if (last != null || closed || (bytes == 0 && !isLast)) {
      content.release();
      return;
    }
    if (unsent == 0) {
      moved = loop.watch().now();
    }
    unsent += bytes;
    ChannelFuture written = streams.write(stream, data, isLast);
    written.addListener(_ -> sent(bytes));
    if (isLast) {
      last = written;
    }
  }

  private void sent(int bytes) {
    unsent -= bytes;
    moved = loop.watch().now();
    streams.sent(bytes);
    takeMore();
  }

  @Override
  public void flush() {
    streams.flush();
  }

  @Override
  public void answered(boolean whole) {
    streams.flush();
    if (whole) {
      forget();
    } else if (closing) {
      forget();
      resetAfterAnswer();
    } else {
      reading = true;
      paused = false;
      deliver();
    }
  }

  @Override
  public void breakOff() {
    if (last != null) {
      resetAfterAnswer();
    } else if (!closed) {
      streams.reset(stream, Http2Error.INTERNAL_ERROR);
    }
  }

  /** Asks the client to stop sending, once it has the whole answer (RFC 9113, 8.1). */
  private void resetAfterAnswer() {
    if (last != null) {
      last.addListener(_ -> {
        if (!closed) {
          streams.reset(stream, Http2Error.NO_ERROR);
        }
      });
    }
  }

  private void forget() {
    crossing = null;
    if (held != null) {
      streams.taken(stream, held.readableBytes());
      held.release();
      held = null;
    }
  }

  /** The stream is over on both sides, or the connection is. */
  void closed() {
    closed = true;
    Crossing was = crossing;
    forget();
    if (was != null) {
      was.abandon();
    }
  }

  @Override
  public void tick(long now, boolean draining) {
    if (stuck(now)) {
      streams.reset(stream, Http2Error.CANCEL);
    } else if (crossing != null) {
      crossing.tick(now);
    }
  }

  /** Whether the client has taken nothing of what waits for it, for the whole patience. */
  private boolean stuck(long now) {
    if (unsent == 0) {
      return false;
    }
    int open = streams.encoder().flowController().windowSize(stream);
    if (open != window) {
      window = open;
      moved = now;
    }
    return now - moved > side.ticks().unread();
  }
}
