package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2Error;

/**
 * Ends an HTTP/2 connection without losing a request (RFC 9113, 6.8). The client is warned first;
 * once it has answered a ping it sends no new requests, and the last one that counts is named. What
 * is under way finishes. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that ends has nothing left to tell
final class StreamsFarewell {
  private enum Phase {
    STAYING,
    WARNED,
    LEAVING,
    CLOSING
  }

  private static final long PING = 0x6c6561766520L;
  private static final long PATIENCE = 1000 / LoopWatch.TICK_MILLIS;
  private static final long LINGER = 2000 / LoopWatch.TICK_MILLIS;

  private final SocketChannel channel;
  private final ClientStreams streams;
  private Phase phase = Phase.STAYING;
  private boolean heard;
  private long deadline;

  StreamsFarewell(SocketChannel channel, ClientStreams streams) {
    this.channel = channel;
    this.streams = streams;
  }

  /** The client has answered a ping: it has read all that was sent before. */
  void pong(long data) {
    heard |= data == PING;
  }

  /** Looks what to do next: {@code wanted} asks for the end, {@code quiet} means no streams. */
  void tick(long now, boolean wanted, boolean quiet) {
    switch (phase) {
      case STAYING -> {
        if (wanted) {
          warn(now);
        }
      }
      case WARNED -> {
        if (heard || now >= deadline) {
          nameLast();
        }
      }
      case LEAVING -> {
        if (quiet) {
          end(now);
        }
      }
      case CLOSING -> {
        if (now >= deadline) {
          channel.close();
        }
      }
    }
  }

  private void warn(long now) {
    phase = Phase.WARNED;
    deadline = now + PATIENCE;
    ChannelHandlerContext to = streams.context();
    goAway(to, Integer.MAX_VALUE);
    streams.encoder().writePing(to, false, PING, to.newPromise());
    streams.flush();
  }

  private void nameLast() {
    phase = Phase.LEAVING;
    goAway(streams.context(), streams.connection().remote().lastStreamCreated());
    streams.flush();
  }

  private void goAway(ChannelHandlerContext to, int last) {
    streams.goAway(to, last, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, to.newPromise());
  }

  /** A socket closed with unread bytes in it would be reset, and the reset overtake the answers. */
  private void end(long now) {
    phase = Phase.CLOSING;
    deadline = now + LINGER;
    TlsGate.endOutput(channel);
  }
}
