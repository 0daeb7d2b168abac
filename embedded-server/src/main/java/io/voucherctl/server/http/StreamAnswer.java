package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The answer on one HTTP/2 stream. What cannot leave yet, because of the client's windows or of its
 * socket, is counted. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failed writes end the stream by themselves
final class StreamAnswer {
  private static final int MOST_UNSENT = 32 * 1024;

  private final Http2Stream stream;
  private final ClientStreams streams;
  private final LoopWatch watch;
  private final Runnable room;

  private boolean headOnly;
  private boolean closed;
  private int unsent;
  private int window;
  private long moved;
  private @Nullable ChannelFuture last;

  /** Runs {@code room} whenever some of the answer has left. */
  StreamAnswer(Http2Stream stream, ClientStreams streams, LoopWatch watch, Runnable room) {
    this.stream = stream;
    this.streams = streams;
    this.watch = watch;
    this.room = room;
  }

  /** The request was HEAD. */
  void headOnly() {
    headOnly = true;
  }

  void invite() {
    if (!closed) {
      head(StreamHeads.invitation(), false);
      streams.flush();
    }
  }

  void begin(HttpResponse response) {
    if (closed) {
      ReferenceCountUtil.release(response);
      return;
    }
    int status = response.status().code();
    boolean empty = response instanceof FullHttpResponse full && !full.content().isReadable();
    boolean bodiless = empty || headOnly || status == 204 || status == 304;
    ChannelFuture written = head(StreamHeads.response(response), bodiless);
    if (bodiless) {
      last = written;
    }
    if (response instanceof FullHttpResponse full) {
      write(full);
    }
  }

  private ChannelFuture head(Http2Headers head, boolean end) {
    ChannelHandlerContext to = streams.context();
    return streams.encoder().writeHeaders(to, stream.id(), head, 0, end, to.newPromise());
  }

  /** A piece of the body; thrown away where there is none. */
  void write(HttpContent content) {
    boolean end = content instanceof LastHttpContent;
    ByteBuf data = content.content();
    int bytes = data.readableBytes();
    if (last != null || closed || (bytes == 0 && !end)) {
      content.release();
      return;
    }
    if (unsent == 0) {
      moved = watch.now();
    }
    unsent += bytes;
    streams.room().writing(bytes);
    ChannelHandlerContext to = streams.context();
    ChannelFuture written =
        streams.encoder().writeData(to, stream.id(), data, 0, end, to.newPromise());
    written.addListener(_ -> sent(bytes));
    if (end) {
      last = written;
    }
  }

  private void sent(int bytes) {
    unsent -= bytes;
    moved = watch.now();
    streams.room().written(bytes);
    room.run();
  }

  /** Whether so much waits that no more should come. */
  boolean full() {
    return unsent >= MOST_UNSENT;
  }

  /** Whether its end was written. */
  boolean whole() {
    return last != null;
  }

  /** Runs something once the whole answer has left, unless the stream has ended by then. */
  void afterwards(Runnable then) {
    if (last != null) {
      last.addListener(_ -> {
        if (!closed) {
          then.run();
        }
      });
    }
  }

  /** Ticks for which something has been waiting and none of it has left; 0 when nothing waits. */
  long stuck(long now) {
    if (unsent == 0) {
      return 0;
    }
    int open = streams.encoder().flowController().windowSize(stream);
    if (open != window) {
      window = open;
      moved = now;
    }
    return now - moved;
  }

  /** The stream is over: nothing can be written any more. */
  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }
}
