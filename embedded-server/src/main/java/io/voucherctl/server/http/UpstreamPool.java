package io.voucherctl.server.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The connections one event loop has to one upstream: the hottest is used first, the number of open
 * ones, of idle ones and of those who wait for one is bounded. That loop's thread only.
 */
final class UpstreamPool {
  private static final int MOST_IDLE = 256;
  private static final int MOST_WAITING = 1024;
  private static final int MOST_READ = 64 * 1024;

  /** Someone who needs a connection and did not get one at once. */
  interface Waiter {
    void connected(UpstreamConnection upstream);

    /** There is none to be had. */
    void unavailable();
  }

  private final LoopWatch watch;
  private final ProxyServer.Options options;
  private final ProxyTicks ticks;
  private final Bootstrap bootstrap;
  private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(1);
  private int open;
  private int connecting;

  UpstreamPool(InetSocketAddress address, LoopWatch watch, ProxyServer.Options options) {
    this.watch = watch;
    this.options = options;
    this.ticks = ProxyTicks.of(options.times());
    this.bootstrap =
        new Bootstrap()
            .group(watch.loop())
            .channel(watch.transport().connecting())
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .remoteAddress(address)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new ReadBuffers(watch.reading(), MOST_READ))
            // a failed write must not throw away an answer that has arrived already
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.times().connect().toMillis())
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    outfit(channel);
                  }
                });
  }

  private void outfit(SocketChannel channel) {
    new UpstreamConnection(channel, this, watch, ticks).install();
  }

  /** A connection at once; or null, and the waiter hears later (or, when too many wait, now). */
  @Nullable UpstreamConnection acquire(Waiter waiter) {
    for (UpstreamConnection one = idle.pollLast(); one != null; one = idle.pollLast()) {
      if (one.fit()) {
        return one;
      }
    }
    if (waiting.size() >= MOST_WAITING) {
      waiter.unavailable();
      return null;
    }
    waiting.addLast(waiter);
    connectForWaiting();
    return null;
  }

  /** The waiter does not want one any more. */
  void cancel(Waiter waiter) {
    waiting.remove(waiter);
  }

  /** A connection is free: new, or done with a request. */
  void free(UpstreamConnection upstream) {
    Waiter next = waiting.pollFirst();
    if (next != null) {
      next.connected(upstream);
    } else if (idle.size() >= MOST_IDLE || watch.draining()) {
      upstream.close();
    } else {
      idle.addLast(upstream);
    }
  }

  /** A connection that was established has ended. */
  void ended(UpstreamConnection upstream) {
    open--;
    idle.remove(upstream);
    connectForWaiting();
  }

  /** Whether somebody waits, and no more connections can be had. */
  boolean exhausted() {
    return !waiting.isEmpty() && connecting == 0;
  }

  /** Whether nobody would miss this pool. */
  boolean empty() {
    return open == 0 && waiting.isEmpty();
  }

  /** Whether nothing waits in the socket of a connection that is free. */
  boolean silent(SocketChannel channel) {
    return watch.transport().silent(channel, scratch);
  }

  private void connectForWaiting() {
    while (connecting < waiting.size() && open < options.bounds().upstreamConnections()) {
      open++;
      connecting++;
      bootstrap.connect().addListener(this::heard);
    }
  }

  /** A socket that could not even be made is told of on a foreign thread. */
  private void heard(Future<? super Void> connect) {
    if (watch.loop().inEventLoop()) {
      connected((ChannelFuture) connect);
    } else {
      watch.loop().execute(() -> connected((ChannelFuture) connect));
    }
  }

  private void connected(ChannelFuture connect) {
    connecting--;
    if (connect.isSuccess()) {
      free(connect.channel().pipeline().get(UpstreamConnection.class));
      return;
    }
    open--;
    Waiter unlucky = waiting.pollFirst();
    if (unlucky != null) {
      unlucky.unavailable();
    }
    connectForWaiting();
  }
}
