package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A client connection of the proxy: keep-alive, order of answers, deadlines and the goodbye. What
 * happens to each request is a {@link Crossing}. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection by itself
final class ClientConnection extends ChannelInboundHandlerAdapter implements Watched {
  private enum Phase {
    WAITING,
    ACTIVE,
    LEAVING
  }

  private static final long FAREWELL_TICKS = 2000 / LoopWatch.TICK_MILLIS;

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final LoopWatch watch;
  private final RequestDecoder decoder = new RequestDecoder();
  private final ResponseEncoder encoder = new ResponseEncoder();
  private final WriteProgress progress;
  private final String remote;

  private Phase phase = Phase.WAITING;
  private long deadline;
  private boolean keep;
  private boolean chunks;
  private boolean blocked;
  private @Nullable Crossing crossing;

  ClientConnection(SocketChannel channel, ProxySide side, ProxyLoop loop) {
    this.channel = channel;
    this.side = side;
    this.loop = loop;
    this.watch = loop.watch();
    this.progress = new WriteProgress(side.idleTicks());
    this.deadline = watch.now() + side.idleTicks();
    InetSocketAddress address = channel.remoteAddress();
    this.remote = address == null ? "unknown" : address.getAddress().getHostAddress();
    channel.pipeline().addLast(decoder, encoder, this);
    watch.add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (phase == Phase.WAITING && message instanceof HttpRequest request) {
      begin(request);
    } else if (phase == Phase.ACTIVE
        && crossing != null
        && message instanceof HttpContent content) {
      crossing.content(content);
    } else {
      ReferenceCountUtil.release(message);
      if (phase == Phase.LEAVING && message instanceof LastHttpContent && !decoder.waiting()) {
        channel.close(); // the request was whole after all, nobody needs time
      }
    }
  }

  private void begin(HttpRequest request) {
    phase = Phase.ACTIVE;
    keep = HttpUtil.isKeepAlive(request);
    chunks = request.protocolVersion().minorVersion() > 0;
    encoder.headOnly(request.method().equals(HttpMethod.HEAD));
    Crossing next = new Crossing(request, this, side, loop);
    crossing = next;
    next.begin();
  }

  String remote() {
    return remote;
  }

  /** Whether the client understands chunks. */
  boolean chunks() {
    return chunks;
  }

  boolean writable() {
    return channel.isWritable();
  }

  boolean reading() {
    return channel.config().isAutoRead();
  }

  void readOn(boolean on) {
    channel.config().setAutoRead(on);
  }

  /** Delivers no more of what the client sends, for now. */
  void pause() {
    decoder.pause();
  }

  void resume() {
    decoder.resume();
  }

  /** The connection ends with this answer. */
  void closeAfter() {
    keep = false;
  }

  /** Asks for the body the client holds back. */
  void invite() {
    write(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
  }

  void writeHead(HttpResponse response) {
    if (!response.headers().contains(HttpHeaderNames.DATE)) {
      response.headers().set(HttpHeaderNames.DATE, side.date());
    }
    keep &= !watch.draining();
    if (!keep) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!chunks) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    write(response);
  }

  void write(HttpObject message) {
    channel.write(message, channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  /**
   * The last byte of the answer was written; {@code whole} tells whether the request came whole.
   */
  void answered(boolean whole) {
    if (!keep) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> leave(whole));
      return;
    }
    channel.flush();
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
    deadline = watch.now() + side.idleTicks();
    readOn(true);
    decoder.resume();
  }

  /** Closes; when the client still sends, only after it had the time to read the answer. */
  void leave(boolean whole) {
    if ((whole && !decoder.waiting()) || !channel.isActive()) {
      channel.close();
    } else if (phase != Phase.LEAVING) {
      phase = Phase.LEAVING;
      deadline = watch.now() + FAREWELL_TICKS;
      decoder.discard();
      channel.shutdownOutput();
    }
  }

  /** Lets the client see that the answer is not whole. */
  void breakOff() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
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
    boolean late = now >= deadline;
    switch (phase) {
      case WAITING -> {
        boolean quiet = !decoder.begun() && deadline - now <= side.idleTicks() - LoopWatch.QUIET;
        if (late || (draining && quiet)) {
          channel.close();
        }
      }
      case ACTIVE -> {
        if (progress.stuck(channel, now)) {
          channel.close();
        } else if (crossing != null) {
          crossing.tick(now);
        }
      }
      case LEAVING -> {
        if (late) {
          channel.close();
        }
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    watch.remove(this);
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
