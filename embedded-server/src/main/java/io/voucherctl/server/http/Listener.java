package io.voucherctl.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A listening socket, its event loops and the number of connections it has let in. */
@SuppressWarnings("FutureReturnValueIgnored") // closing a socket has no outcome to wait for
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /**
   * New connections let in at a time. With one, all others are served between any two of a crowd
   * that comes together, and its last waits for as many turns as it has members.
   */
  private static final int ACCEPTS = 32;

  // per connection and direction: what thousands of stalled clients can make us hold
  private static final int MOST_READ = 32 * 1024;
  private static final int MOST_SENDING = 128 * 1024;

  /** Outfits connections that were let in; runs on their loop. */
  interface Outfit {
    void apply(SocketChannel channel);
  }

  /** Makes what one loop's connections share. */
  interface Outfits {
    Outfit of(LoopWatch watch);
  }

  private record Loop(LoopWatch watch, ReadBuffers reads, Outfit outfit) {}

  private final Transport transport = Transport.best();
  private final EventLoopGroup loops;
  private final IdentityHashMap<EventExecutor, Loop> each = new IdentityHashMap<>();
  private final Duration grace;
  private final int mostConnections;
  private final AtomicInteger connections = new AtomicInteger();
  private final CompletableFuture<Boolean> empty = new CompletableFuture<>();
  private volatile boolean closing;
  private volatile boolean refusing;
  private @Nullable Channel socket;

  private Listener(String name, int threads, Duration grace, int mostConnections, Outfits outfits) {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(name, true), transport.handlers());
    this.grace = grace;
    this.mostConnections = mostConnections;
    for (EventExecutor loop : loops) {
      LoopWatch watch = new LoopWatch((EventLoop) loop, transport);
      each.put(
          loop, new Loop(watch, new ReadBuffers(watch.reading(), MOST_READ), outfits.of(watch)));
      watch.start();
    }
  }

  static Listener open(
      String name,
      InetSocketAddress address,
      int threads,
      Duration grace,
      int mostConnections,
      Outfits outfits)
      throws BindException {
    Listener listener = new Listener(name, threads, grace, mostConnections, outfits);
    try {
      listener.bind(address);
      return listener;
    } catch (BindException e) {
      listener.stopLoops();
      throw e;
    }
  }

  private void bind(InetSocketAddress address) throws BindException {
    ServerChannelRecvByteBufAllocator accepts = new ServerChannelRecvByteBufAllocator();
    accepts.maxMessagesPerRead(ACCEPTS);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.listening())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.RECVBUF_ALLOCATOR, accepts)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, MOST_SENDING)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(MOST_READ / 2, MOST_READ))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    admit(channel);
                  }
                });
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      throw refused(address, cause);
    }
    socket = bound.channel();
  }

  private static BindException refused(InetSocketAddress address, Throwable cause) {
    // The native transport puts the call and the error's number before the kernel's words.
    String words = String.valueOf(cause.getMessage()).replaceFirst("^.*error\\(-\\d+\\): ", "");
    String reason = address.isUnresolved() ? "unknown host" : words;
    BindException refused =
        new BindException(
            "cannot listen on %s:%d: %s"
                .formatted(address.getHostString(), address.getPort(), reason));
    refused.initCause(cause);
    return refused;
  }

  private void admit(SocketChannel channel) {
    Loop loop = each.get(channel.eventLoop());
    connections.incrementAndGet();
    channel.closeFuture().addListener(_ -> left());
    if (loop == null || refusing || !hasRoom(loop)) {
      channel.close();
      return;
    }
    channel.config().setRecvByteBufAllocator(loop.reads());
    loop.outfit().apply(channel);
  }

  private boolean hasRoom(Loop loop) {
    if (connections.get() > mostConnections) {
      loop.watch().makeRoom();
    }
    return connections.get() <= mostConnections;
  }

  private void left() {
    if (connections.decrementAndGet() == 0 && closing) {
      empty.complete(true);
    }
  }

  int port() {
    Channel bound = socket;
    return bound == null ? 0 : ((InetSocketAddress) bound.localAddress()).getPort();
  }

  /** Closes new connections at once, or lets them in again. Any thread. */
  void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** From now on every answer says that its connection ends. Any thread. */
  void endKeepAlive() {
    each.values().forEach(loop -> loop.watch().endKeepAlive());
  }

  /** Accepts nothing more, lets the connections finish within the grace period, then ends them. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    // Before that: whoever is answered while nobody listens any more has to hear of it.
    endKeepAlive();
    if (socket != null) {
      socket.close().awaitUninterruptibly();
    }
    each.values().forEach(loop -> loop.watch().drain());
    if (connections.get() > 0) {
      awaitEmpty();
    }
    stopLoops();
  }

  private void awaitEmpty() {
    try {
      empty.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      return;
    }
  }

  private void stopLoops() {
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
