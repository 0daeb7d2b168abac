package io.voucherctl.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream, on the event loop of whoever uses it. Goes back to its pool only
 * when both the request went out whole and the answer came in whole, with nothing behind it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes and closes are heard as events
final class UpstreamConnection extends ChannelInboundHandlerAdapter
    implements Receiver<HttpResponse>, Watched {
  /** Ticks that a client may keep the upstream waiting while others need the connection. */
  private static final long LENIENCE = 500 / LoopWatch.TICK_MILLIS;

  private enum Phase {
    FREE,
    BUSY,
    ENDED,
    CLOSED
  }

  private final SocketChannel channel;
  private final UpstreamPool pool;
  private final LoopWatch watch;
  private final ProxyTicks ticks;
  private final ResponseDecoder decoder = new ResponseDecoder(this);
  private final RequestEncoder encoder;
  private final Interims interims = new Interims();

  private Phase phase = Phase.FREE;
  private long active;
  private long begun;
  private boolean reusable = true;
  private @Nullable Crossing client;

  UpstreamConnection(SocketChannel channel, UpstreamPool pool, LoopWatch watch, ProxyTicks ticks) {
    this.channel = channel;
    this.pool = pool;
    this.watch = watch;
    this.encoder = new RequestEncoder(watch.writing());
    this.ticks = ticks;
    this.active = watch.now();
  }

  void install() {
    channel.pipeline().addLast(decoder, encoder, this);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    watch.add(this);
  }

  /** Whether a request may be sent: looks at the socket when it has been quiet for a while. */
  boolean fit() {
    if (channel.isActive() && watch.now() - active > 1 && !pool.silent(channel)) {
      close();
    }
    return channel.isActive() && phase == Phase.FREE;
  }

  /** Writes a request's head; nothing is flushed. */
  void begin(Crossing from, HttpRequest request) {
    client = from;
    phase = Phase.BUSY;
    active = watch.now();
    begun = active;
    interims.reset();
    decoder.headOnly(request.method().equals(HttpMethod.HEAD));
    encoder.send(request);
  }

  /** Writes a piece of the request's body; false when the upstream should be waited for. */
  boolean write(HttpContent content) {
    active = watch.now();
    encoder.send(content);
    return channel.isWritable();
  }

  void flush() {
    encoder.flush();
  }

  /** The client takes more again. */
  void flow() {
    active = watch.now();
    channel.config().setAutoRead(true);
  }

  /** The client has gone, or does not want the answer any more. */
  void close() {
    phase = Phase.CLOSED;
    client = null;
    channel.close();
  }

  @Override
  public void head(HttpResponse response) {
    Crossing to = client;
    if (phase == Phase.BUSY && to != null) {
      head(response, to);
    } else {
      unsolicited();
    }
  }

  @Override
  public void content(HttpContent piece) {
    Crossing to = client;
    if (phase == Phase.BUSY && to != null) {
      body(piece, to);
    } else {
      piece.release();
      unsolicited();
    }
  }

  private void unsolicited() {
    reusable = false;
    if (phase == Phase.FREE) {
      close();
    }
  }

  private void head(HttpResponse response, Crossing to) {
    int status = response.status().code();
    if (!HeadRules.sound(response)) {
      fail(Decision.UpstreamFailure.BROKEN);
    } else if (status < 200) {
      interim(status, to);
    } else {
      active = watch.now();
      reusable &= Headers.keepAlive(response);
      to.passHead(response);
    }
  }

  private void interim(int status, Crossing to) {
    if (!interims.begin()) {
      fail(Decision.UpstreamFailure.BROKEN);
    } else if (status == 100) {
      to.invite();
    }
  }

  private void body(HttpContent content, Crossing to) {
    if (interims.took(content)) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      content.release();
      fail(Decision.UpstreamFailure.BROKEN);
      return;
    }
    active = watch.now();
    if (content instanceof LastHttpContent) {
      phase = Phase.ENDED;
    }
    if (!to.pass(content)) {
      channel.config().setAutoRead(false);
    }
  }

  @Override
  public void readAll() {
    Crossing to = client;
    if (to == null) {
      return;
    }
    to.flush();
    if (phase == Phase.ENDED) {
      settle(to);
    }
  }

  private void settle(Crossing to) {
    client = null;
    ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
    boolean sent = to.requestIsWhole() && unsent != null && unsent.totalPendingWriteBytes() == 0;
    if (reusable && sent && channel.isActive()) {
      phase = Phase.FREE;
      channel.config().setAutoRead(true);
      pool.free(this);
    } else {
      close();
    }
    to.completed();
  }

  private void fail(Decision.UpstreamFailure failure) {
    Crossing to = Objects.requireNonNull(client);
    close();
    to.upstreamFailed(failure);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (client != null && channel.isWritable()) {
      client.sendOn();
    }
  }

  /** The upstream takes no more of the request, but its answer may be on the way. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelOutputShutdownEvent) {
      reusable = false;
      if (client != null) {
        client.discardRest();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    watch.remove(this);
    Phase before = phase;
    Crossing to = client;
    phase = Phase.CLOSED;
    client = null;
    pool.ended(this);
    if (before == Phase.BUSY && to != null) {
      to.upstreamFailed(Decision.UpstreamFailure.BROKEN);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) { // those of the socket are followed by an event
      context.close();
    }
  }

  @Override
  public void tick(long now, boolean draining) {
    Crossing to = client;
    if (phase == Phase.FREE && (draining || now - active > ticks.upstreamIdle())) {
      close();
    } else if (phase == Phase.BUSY && to != null) {
      busy(to, now);
    }
  }

  private void busy(Crossing to, long now) {
    boolean clientIsSlow =
        !channel.config().isAutoRead() || (!to.requestIsWhole() && channel.isWritable());
    if (!clientIsSlow && now - active > ticks.upstream()) {
      fail(Decision.UpstreamFailure.TIMEOUT);
    } else if (clientIsSlow && now - begun > LENIENCE && pool.exhausted()) {
      to.clientTooSlow();
    }
  }
}
