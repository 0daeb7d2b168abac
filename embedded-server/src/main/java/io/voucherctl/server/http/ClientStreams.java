package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection of a client: its streams, what all of them may hold together, its deadlines
 * and the goodbye. Each request is a {@link ClientStream}. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection by itself
final class ClientStreams extends Http2ConnectionHandler implements Watched {
  /** What one stream may send before anybody has taken it. */
  static final int STREAM_WINDOW = 64 * 1024 - 1;

  /** Some streams whose upstreams are slow must not stop the others. */
  private static final int CONNECTION_WINDOW = 4 * STREAM_WINDOW;

  private static final int MOST_UNSENT = 256 * 1024;

  private final SocketChannel channel;
  private final ProxySide side;
  private final ProxyLoop loop;
  private final LoopWatch watch;
  private final Http2Connection.PropertyKey key;
  private final Set<ClientStream> fed = new LinkedHashSet<>();
  private final WriteProgress progress = new WriteProgress();
  private final StreamsFarewell farewell;
  private final String remote;

  private long deadline;
  private long unsent;
  private boolean full;
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
    this.farewell = new StreamsFarewell(channel, this);
    this.deadline = watch.now() + side.ticks().idle();
    InetSocketAddress address = channel.remoteAddress();
    this.remote = address == null ? "unknown" : address.getAddress().getHostAddress();
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

  String remote() {
    return remote;
  }

  /** A head: of a new request, or the trailers of one that is under way. */
  void head(int id, Http2Headers headers, boolean whole) throws Http2Exception {
    Http2Stream stream = connection().stream(id);
    ClientStream known = stream.getProperty(key);
    if (known == null) {
      begin(stream, headers, whole);
    } else {
      known.end();
    }
  }

  private void begin(Http2Stream stream, Http2Headers headers, boolean whole)
      throws Http2Exception {
    HttpRequest request;
    try {
      request = StreamHeads.request(headers, whole);
    } catch (IllegalArgumentException e) {
      throw Http2Exception.streamError(
          stream.id(), Http2Error.PROTOCOL_ERROR, e, "a malformed request");
    }
    ClientStream fresh = new ClientStream(stream, this, side, loop);
    stream.setProperty(key, fresh);
    watch.add(fresh);
    fed.add(fresh);
    fresh.begin(request, whole);
  }

  /** A piece of a body; returns how much of it the client may send again already. */
  int body(int id, ByteBuf data, boolean last) {
    ClientStream to = connection().stream(id).getProperty(key);
    if (to == null) {
      return data.readableBytes();
    }
    fed.add(to);
    return to.body(data, last);
  }

  private void closed(Http2Stream stream) {
    ClientStream was = stream.removeProperty(key);
    deadline = watch.now() + side.ticks().idle();
    if (was != null) {
      watch.remove(was);
      fed.remove(was);
      was.closed();
    }
  }

  ChannelFuture writeHead(Http2Stream stream, Http2Headers head, boolean last) {
    ChannelHandlerContext to = context();
    return encoder().writeHeaders(to, stream.id(), head, 0, last, to.newPromise());
  }

  ChannelFuture write(Http2Stream stream, ByteBuf data, boolean last) {
    ChannelHandlerContext to = context();
    unsent += data.readableBytes();
    return encoder().writeData(to, stream.id(), data, 0, last, to.newPromise());
  }

  /** Bytes have left, or never will. */
  void sent(int bytes) {
    unsent -= bytes;
    if (full && unsent < MOST_UNSENT / 2) {
      full = false;
      everyStream(ClientStream::takeMore);
    }
  }

  /** Whether the streams together hold so little that any of them may write. */
  boolean writable() {
    full |= unsent >= MOST_UNSENT;
    return !full;
  }

  private void everyStream(Consumer<ClientStream> visitor) {
    try {
      connection()
          .forEachActiveStream(stream -> {
            ClientStream one = stream.getProperty(key);
            if (one != null) {
              visitor.accept(one);
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
    for (ClientStream one : fed) {
      one.flushUpstream();
    }
    fed.clear();
    super.channelReadComplete(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    channel.config().setAutoRead(channel.isWritable());
    super.channelWritabilityChanged(context);
  }

  @Override
  public void tick(long now, boolean draining) {
    boolean quiet = connection().numActiveStreams() == 0;
    if (progress.stuck(channel, now) > side.ticks().unread()) {
      channel.close();
    } else {
      farewell.tick(now, draining || (quiet && now >= deadline), quiet);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    watch.remove(this);
    super.channelInactive(context);
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
