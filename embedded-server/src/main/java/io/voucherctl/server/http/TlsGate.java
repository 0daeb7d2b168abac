package io.voucherctl.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/**
 * What a TLS connection must pass first: a handshake in time. After it the connection speaks the
 * protocol that was agreed on. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing has no outcome to wait for
final class TlsGate extends ChannelInboundHandlerAdapter implements Watched {
  private static final long MOST_TICKS = 5000 / LoopWatch.TICK_MILLIS;

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final SslHandler tls;
  private final long deadline;

  TlsGate(SocketChannel channel, TlsFiles files, ProxySide side, ProxyLoop loop) {
    this.channel = channel;
    this.side = side;
    this.loop = loop;
    this.tls = files.handler(channel.alloc());
    this.deadline = loop.watch().now() + Math.min(MOST_TICKS, side.ticks().firstByte());
    tls.setHandshakeTimeoutMillis(0); // the watch has the deadline
    channel.pipeline().addLast(tls, this);
    loop.watch().add(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
      loop.watch().remove(this);
      channel.pipeline().remove(this);
      outfit();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  private void outfit() {
    if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
      StreamCodec.install(channel, side, loop);
    } else {
      new ClientConnection(channel, side, loop);
    }
  }

  /** Ends the sending half of a connection; over TLS the client is told that this is the end. */
  static void endOutput(SocketChannel channel) {
    SslHandler secured = channel.pipeline().get(SslHandler.class);
    if (secured != null) {
      secured.closeOutbound();
    }
    channel.shutdownOutput();
  }

  @Override
  public void tick(long now, boolean draining) {
    if (now >= deadline) {
      channel.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.watch().remove(this);
  }

  /** A handshake that failed closes the connection by itself. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    side.broken(cause);
    context.close();
  }
}
