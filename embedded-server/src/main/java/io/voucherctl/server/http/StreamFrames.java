package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Hands a client's frames to its streams, and ends the connection of a client that sends frames of
 * the kinds that make work and carry nothing. Event loop only.
 */
final class StreamFrames extends Http2FrameAdapter {
  private static final int MOST_IDLE_FRAMES = 500;
  private static final long WINDOW = 10_000 / LoopWatch.TICK_MILLIS;

  private final ClientStreams streams;
  private final StreamsFarewell farewell;
  private final LoopWatch watch;
  private long windowEnd;
  private int idleFrames;

  StreamFrames(ClientStreams streams, StreamsFarewell farewell, LoopWatch watch) {
    this.streams = streams;
    this.farewell = farewell;
    this.watch = watch;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean last)
      throws Http2Exception {
    streams.head(id, headers, last);
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext context,
      int id,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean last)
      throws Http2Exception {
    streams.head(id, headers, last);
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last) {
    return padding + streams.body(id, data, last);
  }

  @Override
  public void onPingRead(ChannelHandlerContext context, long data) {
    countIdle(context);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext context, long data) {
    countIdle(context);
    farewell.pong(data);
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
    countIdle(context);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext context, int id, int dependency, short weight, boolean exclusive) {
    countIdle(context);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext context, byte type, int id, Http2Flags flags, ByteBuf payload) {
    countIdle(context);
  }

  private void countIdle(ChannelHandlerContext context) {
    if (watch.now() >= windowEnd) {
      windowEnd = watch.now() + WINDOW;
      idleFrames = 0;
    }
    idleFrames++;
    if (idleFrames > MOST_IDLE_FRAMES) {
      streams.onError(
          context,
          false,
          Http2Exception.connectionError(
              Http2Error.ENHANCE_YOUR_CALM, "more than %d idle frames", MOST_IDLE_FRAMES));
    }
  }
}
