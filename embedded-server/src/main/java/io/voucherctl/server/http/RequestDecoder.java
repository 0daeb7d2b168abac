package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request decoder that can be told to wait: pipelined requests then stay undecoded bytes, of
 * which it takes at most {@link #MOST_WAITING} before it stops reading the socket. It goes on
 * reading up to there, because only a socket that is read tells that its client has left.
 */
final class RequestDecoder extends WireDecoder<HttpRequest> {
  private static final int MOST_WAITING = 16 * 1024;
  private static final int MOST_DISCARDED = 1024 * 1024;

  private boolean paused;
  private boolean discarding;
  private long taken;
  private int discarded;
  private boolean full;
  private @Nullable ChannelHandlerContext own;

  RequestDecoder(Receiver<HttpRequest> receiver) {
    super(receiver);
  }

  /** Delivers nothing more, but for what was decoded already. */
  void pause() {
    paused = true;
  }

  /** Delivers again, beginning with what has been waiting. */
  void resume() {
    paused = false;
    taken = held();
    if (full) {
      full = false;
      context().channel().config().setAutoRead(true);
    }
    if (!decoding() && begun()) {
      decodeWaiting();
    }
  }

  /** What goes wrong here is this connection's trouble, not that of whoever resumes it. */
  private void decodeWaiting() {
    try {
      decode();
      receiver.readAll();
    } catch (RuntimeException e) {
      context().fireExceptionCaught(e);
    }
  }

  /** Throws away everything that still comes. */
  void discard() {
    discarding = true;
    paused = false;
    full = false;
    context().channel().config().setAutoRead(true);
  }

  /** Whether there are bytes that were not decoded yet. */
  boolean waiting() {
    return held() > 0;
  }

  /** Bytes that came since the last {@link #resume}, decoded or not. */
  long taken() {
    return taken;
  }

  /** Whether bytes came since the last {@link #resume}: a request has begun. */
  boolean begun() {
    return taken > 0;
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(own, "not in a pipeline");
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    own = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (discarding) {
      discard(context, bytes);
      return;
    }
    taken += bytes.readableBytes();
    super.channelRead(context, bytes);
    if (paused && held() > MOST_WAITING) {
      full = true;
      context.channel().config().setAutoRead(false);
    }
  }

  @Override
  boolean wanted() {
    return !paused && !discarding;
  }

  /** A client that goes on for too long is not heard any more; it has its answer. */
  private void discard(ChannelHandlerContext context, ByteBuf bytes) {
    discarded += bytes.readableBytes();
    bytes.release();
    if (discarded > MOST_DISCARDED) {
      context.channel().config().setAutoRead(false);
    }
  }

  @Override
  HttpRequest message(byte[] head) {
    return HeadParser.request(head);
  }

  @Override
  HttpRequest none() {
    return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request");
  }

  @Override
  boolean bodiless(HttpRequest message) {
    return false;
  }

  @Override
  boolean endsWithConnection() {
    return false;
  }
}
