package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * A client connection of the proxy: keep-alive, order of answers, deadlines and the goodbye. What
 * happens to each request is a {@link Crossing}. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection by itself
final class ClientConnection extends ChannelInboundHandlerAdapter
    implements Receiver<HttpRequest>, Client, Watched {
  /** Ticks without progress that a client has when there is no more room for what it is sent. */
  static final long LENIENCE = 1000 / LoopWatch.TICK_MILLIS;

  private enum Phase {
    WAITING,
    ACTIVE
  }

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final RequestDecoder decoder = new RequestDecoder(this);
  private final WriteProgress progress = new WriteProgress();
  private final ProxyTicks ticks;
  private final Farewell farewell;
  private final Awaiting awaiting;
  private final AnswerWriter answers;
  private final Forwarded forwarded;

  private Phase phase = Phase.WAITING;
  private boolean blocked;
  private @Nullable Crossing crossing;

  ClientConnection(SocketChannel channel, ProxySide side, ProxyLoop loop) {
    this.channel = channel;
    this.side = side;
    this.loop = loop;
    this.ticks = side.ticks();
    this.farewell = new Farewell(channel, decoder, loop.watch(), ticks.farewell());
    this.awaiting = new Awaiting(decoder, loop, ticks);
    this.answers = new AnswerWriter(side, loop.watch());
    boolean secure = channel.pipeline().get(SslHandler.class) != null;
    this.forwarded = new Forwarded(channel.remoteAddress(), secure);
    channel.pipeline().addLast(decoder, answers.encoder(), this);
    loop.watch().add(this);
  }

  @Override
  public void head(HttpRequest request) {
    if (phase == Phase.WAITING) {
      begin(request);
    }
  }

  @Override
  public void content(HttpContent piece) {
    if (crossing != null && !farewell.begun()) {
      crossing.content(piece);
      return;
    }
    piece.release();
    if (piece instanceof LastHttpContent) {
      farewell.whole();
    }
  }

  private void begin(HttpRequest request) {
    phase = Phase.ACTIVE;
    answers.begin(request);
    Crossing next = new Crossing(request, this, side, loop);
    crossing = next;
    next.begin();
  }

  @Override
  public Forwarded forwarded() {
    return forwarded;
  }

  @Override
  public boolean chunks() {
    return answers.persistence().chunks();
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public boolean reading() {
    return channel.config().isAutoRead();
  }

  @Override
  public void readOn(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public void pause() {
    decoder.pause();
  }

  @Override
  public void resume() {
    decoder.resume();
  }

  @Override
  public void closeAfter() {
    answers.persistence().end();
  }

  @Override
  public void invite() {
    answers.invite();
  }

  @Override
  public void writeHead(HttpResponse response) {
    answers.head(response);
  }

  @Override
  public void write(HttpContent content) {
    answers.write(content);
  }

  @Override
  public void flush() {
    answers.flush();
  }

  @Override
  public void answered(boolean whole) {
    if (!answers.persistence().keep()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> farewell.begin(whole));
      return;
    }
    answers.flush();
    if (whole) {
      next();
    } else {
      readOn(true);
      decoder.resume();
    }
  }

  /** Takes the next request, once the client has taken enough of the answers before. */
  void next() {
    blocked = !channel.isWritable();
    if (blocked) {
      return;
    }
    crossing = null;
    phase = Phase.WAITING;
    awaiting.again();
    readOn(true);
    decoder.resume();
  }

  @Override
  public void breakOff() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close());
  }

  @Override
  public void readAll() {
    if (crossing != null) {
      crossing.flushUpstream();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!channel.isWritable()) {
      return;
    }
    if (blocked) {
      next();
    } else if (crossing != null) {
      crossing.clientTakesMore();
    }
  }

  @Override
  public void tick(long now, boolean draining) {
    if (farewell.begun()) {
      farewell.tick(now);
    } else if (phase == Phase.ACTIVE) {
      active(now);
    } else {
      awaiting(now, draining);
    }
  }

  private void awaiting(long now, boolean draining) {
    switch (awaiting.at(now, draining)) {
      case STAY -> {}
      case CLOSE -> channel.close();
      case LATE -> begin(HeadRules.late());
    }
  }

  private void active(long now) {
    long stuck = progress.stuck(channel, now);
    loop.holds(progress.waiting() + decoder.held());
    if (stuck > (loop.crowded() ? LENIENCE : ticks.unread())) {
      channel.close();
    } else if (crossing != null) {
      crossing.tick(now);
    }
  }

  @Override
  public long spareSince() {
    return farewell.begun() ? 0 : phase == Phase.WAITING ? awaiting.since() : IN_USE;
  }

  @Override
  public void spare() {
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.watch().remove(this);
    if (crossing != null) {
      crossing.abandon();
      crossing = null;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    side.broken(cause);
    context.close();
  }
}
