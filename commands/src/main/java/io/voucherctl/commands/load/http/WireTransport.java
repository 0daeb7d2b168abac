package io.voucherctl.commands.load.http;

import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * HTTP/1.1 over plain sockets, on the sending thread itself: no other thread, no lock, no wake-up
 * lies between a request that is due and its bytes. Connections are kept, each lane has its own.
 */
public final class WireTransport implements Transport {
  static final long CONNECT_NANOS = 5_000_000_000L;

  private final InetSocketAddress address;
  private final Ticker ticker;
  private final PatientSelector selector;
  private final WireBuffers buffers = new WireBuffers();
  private final List<HttpLane> lanes = new ArrayList<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();

  /** A connection that is being made, in the order of their beginning. */
  private record Attempt(SocketChannel channel, HttpLane lane, long since) {}

  public WireTransport(LoadTarget target, Ticker ticker) {
    this.address = new InetSocketAddress(target.address(), target.port());
    this.ticker = ticker;
    try {
      this.selector = new PatientSelector(this::ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Tenant tenant : target.tenants()) {
      lanes.add(
          new HttpLane(
              this::connect, HttpHead.of(target, tenant), target.connectionsOf(tenant.id())));
    }
  }

  @Override
  public Carried send(LoadRequest request, Reply reply) {
    return lanes.get(request.lane()).send(request, reply);
  }

  @Override
  public void poll(long maxNanos) {
    try {
      selector.await(maxNanos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!attempts.isEmpty()) {
      giveUpLateAttempts();
    }
  }

  @Override
  public void close() {
    lanes.forEach(HttpLane::close);
    if (selector.selector().isOpen()) {
      try {
        selector.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void connect(HttpLane lane) {
    SocketChannel channel;
    try {
      channel = SocketChannel.open();
    } catch (IOException _) {
      lane.notConnected();
      return;
    }
    Attempt attempt = new Attempt(channel, lane, ticker.nanos());
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean already = channel.connect(address);
      SelectionKey key = channel.register(selector.selector(), SelectionKey.OP_CONNECT, attempt);
      if (already) {
        connected(attempt, key);
      } else {
        attempts.add(attempt);
      }
    } catch (IOException _) {
      closeQuietly(channel);
      lane.notConnected();
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof WireConnection connection) {
      connection.ready();
    } else if (key.attachment() instanceof Attempt attempt && attempts.remove(attempt)) {
      try {
        attempt.channel().finishConnect();
        connected(attempt, key);
      } catch (IOException _) {
        closeQuietly(attempt.channel());
        attempt.lane().notConnected();
      }
    }
  }

  private void connected(Attempt attempt, SelectionKey key) {
    WireConnection connection = new WireConnection(attempt.channel(), key, attempt.lane(), buffers);
    key.attach(connection);
    key.interestOps(SelectionKey.OP_READ);
    attempt.lane().connected(connection);
  }

  private void giveUpLateAttempts() {
    long now = ticker.nanos();
    for (Attempt first = attempts.peek();
        first != null && now - first.since() >= CONNECT_NANOS;
        first = attempts.peek()) {
      attempts.remove();
      closeQuietly(first.channel());
      first.lane().notConnected();
    }
  }

  private static void closeQuietly(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone, and that is all that was wanted.
    }
  }
}
