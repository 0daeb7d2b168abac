package io.voucherctl.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection of a client: its streams, what all of them may hold together, its deadlines
 * and the goodbye. Each request is a {@link ClientStream}. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection by itself
final class ClientStreams extends Http2ConnectionHandler implements Watched {
  /** What one stream may send before anybody has taken it. */
  static final int STREAM_WINDOW = 128 * 1024;

  /** Some streams whose upstreams are slow must not stop the others. */
  private static final int CONNECTION_WINDOW = 4 * STREAM_WINDOW;

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final LoopWatch watch;
  private final Http2Connection.PropertyKey key;
  private final Set<ClientStream> fed = new LinkedHashSet<>();
  private final StreamsRoom room;
  private final WriteProgress progress = new WriteProgress();
  private final StreamsFarewell farewell;
  private final Forwarded forwarded;

  private long since;
  private @Nullable ChannelHandlerContext own;

  ClientStreams(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      SocketChannel channel,
      ProxySide side,
      ProxyLoop loop) {
    super(decoder, encoder, settings, true);
    this.channel = channel;
    this.side = side;
    this.loop = loop;
    this.watch = loop.watch();
    this.key = connection().newKey();
    this.room = new StreamsRoom(connection(), CONNECTION_WINDOW, this::wake);
    this.farewell = new StreamsFarewell(channel, this);
    this.since = watch.now();
    this.forwarded = new Forwarded(channel.remoteAddress(), true);
    decoder.frameListener(new StreamFrames(this, farewell, watch));
    connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onStreamClosed(Http2Stream stream) {
                closed(stream);
              }
            });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    own = context;
    super.handlerAdded(context);
    Http2Stream all = connection().connectionStream();
    Http2LocalFlowController windows = decoder().flowController();
    windows.incrementWindowSize(all, CONNECTION_WINDOW - windows.initialWindowSize(all));
    context.flush();
    watch.add(this);
  }

  ChannelHandlerContext context() {
    return Objects.requireNonNull(own, "not in a pipeline");
  }

  Forwarded forwarded() {
    return forwarded;
  }

  /** The request on a stream; null when there is none yet, or none any more. */
  @Nullable ClientStream at(int id) {
    return connection().stream(id).getProperty(key);
  }

  ClientStream open(int id) {
    Http2Stream stream = connection().stream(id);
    ClientStream fresh = new ClientStream(stream, this, side, loop);
    stream.setProperty(key, fresh);
    watch.add(fresh);
    return fresh;
  }

  /** Something came for a stream: what it writes to its upstream is flushed after this read. */
  void fed(ClientStream one) {
    fed.add(one);
  }

  private void closed(Http2Stream stream) {
    ClientStream was = stream.removeProperty(key);
    since = watch.now();
    if (was != null) {
      watch.remove(was);
      fed.remove(was);
      was.closed();
    }
  }

  StreamsRoom room() {
    return room;
  }

  /** Ticks without progress that a client has to take what it is sent. */
  long patience() {
    return loop.crowded() ? ClientConnection.LENIENCE : side.ticks().unread();
  }

  private void wake() {
    try {
      connection()
          .forEachActiveStream(stream -> {
            ClientStream one = stream.getProperty(key);
            if (one != null) {
              one.takeMore();
            }
            return true;
          });
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  /** The bytes of a body that were held have been taken: the client may send as many more. */
  void taken(Http2Stream stream, int bytes) {
    try {
      if (decoder().flowController().consumeBytes(stream, bytes)) {
        flush();
      }
    } catch (Http2Exception e) {
      onError(context(), true, e);
    }
  }

  void reset(Http2Stream stream, Http2Error why) {
    ChannelHandlerContext to = context();
    resetStream(to, stream.id(), why.code(), to.newPromise());
    flush();
  }

  void flush() {
    flush(context());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    ClientStream[] now = fed.toArray(ClientStream[]::new);
    fed.clear();
    for (ClientStream one : now) {
      one.flushUpstream();
    }
    super.channelReadComplete(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    channel.config().setAutoRead(channel.isWritable());
    super.channelWritabilityChanged(context);
  }

  @Override
  public void tick(long now, boolean draining) {
    long stuck = progress.stuck(channel, now);
    loop.holds(room.all(progress.waiting()) + actualReadableBytes());
    if (stuck > patience()) {
      channel.close();
      return;
    }
    boolean spoken = connection().remote().lastStreamCreated() > 0;
    long rest = spoken ? side.ticks().idle() : side.ticks().firstByte();
    boolean idle = quiet() && now - since > rest;
    farewell.tick(now, draining || idle || (spoken && watch.ending()), quiet());
  }

  private boolean quiet() {
    return connection().numActiveStreams() == 0;
  }

  @Override
  public long spareSince() {
    return quiet() ? since : IN_USE;
  }

  @Override
  public void spare() {
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    watch.remove(this);
    super.channelInactive(context);
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext context,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception known) {
    side.broken(cause);
    super.onConnectionError(context, outbound, cause, known);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
    if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) != null) {
      super.exceptionCaught(context, cause);
    } else {
      side.broken(cause);
      context.close();
    }
  }
}
