package io.voucherctl.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/** What an HTTP/2 client may ask of us, and how its frames are checked before anybody sees them. */
final class StreamCodec extends AbstractHttp2ConnectionHandlerBuilder<ClientStreams, StreamCodec> {
  private static final int MOST_STREAMS = 128;

  /** Beyond it the codec itself answers 431; {@link StreamHeads} has the exact limits. */
  private static final int MOST_HEADER_LIST = StreamHeads.MOST_LINE + StreamHeads.MOST_HEADERS;

  private static final int MOST_SMALL_CONTINUATIONS = 16;
  private static final int MOST_EMPTY_FRAMES = 10;
  private static final int MOST_UNSENT_CONTROL_FRAMES = 1000;
  private static final int MOST_RESETS = 200;
  private static final int RESET_SECONDS = 30;

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;

  private StreamCodec(SocketChannel channel, ProxySide side, ProxyLoop loop) {
    this.channel = channel;
    this.side = side;
    this.loop = loop;
    DefaultHttp2Connection connection = new DefaultHttp2Connection(true);
    // priorities are deprecated (RFC 9113, 5.3): no tree of them is kept for a client to grow
    connection
        .remote()
        .flowController(
            new DefaultHttp2RemoteFlowController(
                connection, new UniformStreamByteDistributor(connection)));
    connection(connection);
    initialSettings(
        new Http2Settings()
            .maxConcurrentStreams(MOST_STREAMS)
            .initialWindowSize(ClientStreams.STREAM_WINDOW)
            .maxHeaderListSize(MOST_HEADER_LIST));
    validateHeaders(true);
    validateRequiredPseudoHeaders(true);
    decoderEnforceMaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS);
    decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY_FRAMES);
    decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS);
    encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS);
    encoderEnforceMaxQueuedControlFrames(MOST_UNSENT_CONTROL_FRAMES);
    decoupleCloseAndGoAway(true);
  }

  /** Makes a connection speak HTTP/2. */
  static void install(SocketChannel channel, ProxySide side, ProxyLoop loop) {
    ClientStreams streams = new StreamCodec(channel, side, loop).build();
    channel.pipeline().addLast(new ReadGate(), streams);
  }

  @Override
  protected ClientStreams build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    return new ClientStreams(decoder, encoder, settings, channel, side, loop);
  }

  /**
   * Reads nothing from a client that does not read: not all answers are under flow control. The
   * codec alone would go on reading.
   */
  private static final class ReadGate extends ChannelOutboundHandlerAdapter {
    @Override
    public void read(ChannelHandlerContext context) {
      if (context.channel().config().isAutoRead()) {
        context.read();
      }
    }
  }
}
