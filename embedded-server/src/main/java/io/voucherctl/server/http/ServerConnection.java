package io.voucherctl.server.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One client connection of an {@link HttpServer}: one request at a time, collected whole, handled
 * on a virtual thread, answered, then the next. Everything but the {@link Response.BodySink} and
 * the methods marked so runs on the connection's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the connection by itself
final class ServerConnection extends ChannelInboundHandlerAdapter
    implements Receiver<HttpRequest>, Watched {
  private enum Phase {
    WAITING,
    BODY,
    HANDLING,
    ANSWERING
  }

  private final SocketChannel channel;
  private final ServerSide side;
  private final LoopWatch watch;
  private final RequestDecoder decoder = new RequestDecoder(this);
  private final ResponseEncoder encoder;
  private final Persistence persistence = new Persistence();
  private final Farewell farewell;
  private final RequestBody body;
  private final WriteProgress progress;

  private Phase phase = Phase.WAITING;
  private long deadline;
  private @Nullable HttpRequest request;
  private @Nullable StreamSink sink;

  ServerConnection(SocketChannel channel, ServerSide side, LoopWatch watch) {
    this.channel = channel;
    this.side = side;
    this.watch = watch;
    this.encoder = new ResponseEncoder(watch.writing());
    this.farewell = new Farewell(channel, decoder, watch);
    this.body = new RequestBody(side.mostBody(), side.bodies());
    this.progress = new WriteProgress();
    this.deadline = watch.now() + side.idleTicks();
    channel.pipeline().addLast(decoder, encoder, this);
    watch.add(this);
  }

  @Override
  public void head(HttpRequest head) {
    if (phase == Phase.WAITING) {
      begin(head);
    }
  }

  @Override
  public void content(HttpContent piece) {
    if (phase == Phase.BODY) {
      collect(piece);
      return;
    }
    piece.release();
    if (piece instanceof LastHttpContent) {
      farewell.whole();
    }
  }

  @Override
  public void readAll() {}

  private void begin(HttpRequest head) {
    request = head;
    phase = Phase.BODY;
    persistence.begin(head);
    encoder.headOnly(head.method().equals(HttpMethod.HEAD));
    deadline = watch.now() + side.idleTicks();
    int fault = HeadRules.fault(head);
    if (fault == 0 && HttpUtil.getContentLength(head, 0L) > side.mostBody()) {
      fault = 413;
    }
    if (fault != 0) {
      refuse(head, fault);
    } else if (persistence.chunks() && HeaderName.EXPECT.isIn(head.headers())) {
      channel.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void collect(HttpContent content) {
    HttpRequest head = Objects.requireNonNull(request);
    try {
      int fault = content.decoderResult().isFailure() ? 400 : body.add(content.content());
      if (fault != 0) {
        refuse(head, fault);
      } else if (content instanceof LastHttpContent) {
        handle(head);
      } else {
        deadline = watch.now() + side.idleTicks();
      }
    } finally {
      content.release();
    }
  }

  private void handle(HttpRequest head) {
    Query query = Query.parse(head.uri());
    if (query == null) {
      refuse(head, 400);
      return;
    }
    phase = Phase.HANDLING;
    decoder.pause();
    if (!side.handle(new Request(new NettyHead(head), Map.of(), query, body.take()), this)) {
      refuse(head, 503);
    }
  }

  /** Answers without hearing the rest of the request, and says goodbye. */
  private void refuse(HttpRequest head, int status) {
    persistence.end();
    decoder.discard();
    body.drop();
    write(side.refusal(head, status)).addListener(_ -> farewell.begin(false));
  }

  /** Sends a whole answer. Any thread. */
  void answer(HttpResponse answer) {
    onLoop(() -> write(answer).addListener(this::answered));
  }

  /** Whether the client understands chunks. Any thread, while its request is handled. */
  boolean chunks() {
    return persistence.chunks();
  }

  /** Sends the head of an answer whose body is streamed into the sink. Any thread. */
  StreamSink begin(HttpResponse head, boolean chunked) {
    StreamSink body = new StreamSink(channel);
    onLoop(() -> {
      if (!chunked) {
        persistence.end();
      }
      write(head);
      sink = body;
      if (!channel.isActive()) {
        body.gone();
      }
    });
    return body;
  }

  /** Ends a streamed body. Any thread. */
  void end() {
    onLoop(() ->
        channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(this::answered));
  }

  /** Lets the client see that the answer is not whole. Any thread. */
  void breakOff() {
    channel.close();
  }

  private void onLoop(Runnable action) {
    try {
      channel.eventLoop().execute(action);
    } catch (RejectedExecutionException e) {
      side.broken(e); // the server has stopped, and the connection with it
    }
  }

  private ChannelFuture write(HttpResponse answer) {
    phase = Phase.ANSWERING;
    if (watch.ending()) {
      persistence.end();
    }
    persistence.announce(answer);
    return channel.writeAndFlush(answer);
  }

  private void answered(Future<? super Void> written) {
    if (!written.isSuccess()) {
      channel.close();
      return;
    }
    request = null;
    sink = null;
    if (!persistence.keep()) {
      farewell.begin(true);
      return;
    }
    phase = Phase.WAITING;
    deadline = watch.now() + side.idleTicks();
    decoder.resume();
  }

  @Override
  public void tick(long now, boolean draining) {
    if (farewell.begun()) {
      farewell.tick(now);
      return;
    }
    boolean late = now >= deadline;
    boolean quiet = !decoder.begun() && deadline - now <= side.idleTicks() - LoopWatch.QUIET;
    boolean over =
        switch (phase) {
          case WAITING -> late || (draining && quiet);
          case ANSWERING -> progress.stuck(channel, now) > side.idleTicks();
          case BODY, HANDLING -> false;
        };
    if (over) {
      channel.close();
    } else if (phase == Phase.BODY && late) {
      refuse(Objects.requireNonNull(request), 408);
    }
  }

  @Override
  public long spareSince() {
    return phase == Phase.WAITING ? deadline - side.idleTicks() : IN_USE;
  }

  @Override
  public void spare() {
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    watch.remove(this);
    body.drop();
    if (sink != null) {
      sink.gone();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    side.broken(cause);
    context.close();
  }
}
