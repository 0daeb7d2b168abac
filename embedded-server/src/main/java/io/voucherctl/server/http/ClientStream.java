package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/** One request of an HTTP/2 connection. Holds what of its body nobody takes. Event loop only. */
final class ClientStream implements Client, Watched {
  /** A smaller piece is copied: it would pin the whole of what was read from the socket. */
  private static final int SMALL = 1024;

  private final Http2Stream stream;
  private final ClientStreams streams;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final StreamAnswer answer;

  private boolean reading = true;
  private boolean paused;
  private boolean ended;
  private boolean endDelivered;
  private boolean closing;
  private boolean waiting;
  private @Nullable ByteBuf held;
  private @Nullable Crossing crossing;

  ClientStream(Http2Stream stream, ClientStreams streams, ProxySide side, ProxyLoop loop) {
    this.stream = stream;
    this.streams = streams;
    this.side = side;
    this.loop = loop;
    this.answer = new StreamAnswer(stream, streams, loop.watch(), this::takeMore);
  }

  void begin(HttpRequest request, boolean whole) {
    ended = whole;
    if (request.method().equals(HttpMethod.HEAD)) {
      answer.headOnly();
    }
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
  public Forwarded forwarded() {
    return streams.forwarded();
  }

  @Override
  public boolean chunks() {
    return true;
  }

  @Override
  public boolean writable() {
    waiting = answer.full() || !streams.room().writable();
    return !waiting;
  }

  /** Some of what was in the way has left. */
  void takeMore() {
    if (waiting && crossing != null && writable()) {
      crossing.clientTakesMore();
    }
  }

  /** Not while other streams have used up what the connection may send. */
  @Override
  public boolean reading() {
    return reading && !streams.room().crammed();
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
    answer.invite();
  }

  @Override
  public void writeHead(HttpResponse response) {
    if (!HeaderName.DATE.isIn(response.headers())) {
      Headers.set(response.headers(), side.date());
    }
    answer.begin(response);
  }

  @Override
  public void write(HttpContent content) {
    answer.write(content);
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
      sendNoMore();
    } else {
      reading = true;
      paused = false;
      deliver();
    }
  }

  @Override
  public void breakOff() {
    if (answer.whole()) {
      sendNoMore();
    } else if (!answer.closed()) {
      streams.reset(stream, Http2Error.INTERNAL_ERROR);
    }
  }

  /** Asks the client to stop sending, once it has the whole answer (RFC 9113, 8.1). */
  private void sendNoMore() {
    answer.afterwards(() -> streams.reset(stream, Http2Error.NO_ERROR));
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
    answer.close();
    Crossing was = crossing;
    forget();
    if (was != null) {
      was.abandon();
    }
  }

  @Override
  public void tick(long now, boolean draining) {
    if (answer.stuck(now) > streams.patience()) {
      streams.reset(stream, Http2Error.CANCEL);
    } else if (crossing != null) {
      crossing.tick(now);
    }
  }
}
