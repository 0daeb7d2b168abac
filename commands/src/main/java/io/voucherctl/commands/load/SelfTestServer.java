package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.PatientSelector;
import io.voucherctl.commands.time.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers each request after exactly the time that its tenant's {@link KnownLoad}
 * says, on a thread of its own. It knows the generator's requests and no others.
 */
final class SelfTestServer implements AutoCloseable {
  private static final long LONGEST_WAIT_NANOS = 20_000_000;
  private static final int BACKLOG = 1_024;
  private static final Pattern TENANT = Pattern.compile("\r\nX-App-Id: ([^\r]+)\r\n");
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d{1,6})\r\n");
  private static final byte[] ANSWER =
      "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

  private final Ticker ticker;
  private final PatientSelector selector;
  private final ServerSocketChannel socket;
  private final Thread thread;
  private final Map<String, Behaviour> behaviours = new HashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private volatile boolean closed;

  private record Due(long at, SocketChannel channel) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at - other.at, 0);
    }
  }

  /** What one tenant has had so far. */
  private static final class Behaviour {
    private final KnownLoad load;
    private final int warmups;
    private long first;
    private int received;

    Behaviour(KnownLoad load, Duration warmup) {
      this.load = load;
      this.warmups = (int) (warmup.toMillis() * load.perSecond() / 1_000);
    }

    long answerAt(long now) {
      int number = received++ - warmups;
      if (number < 0) {
        return now + Math.round(load.law().quantile(0.5));
      }
      if (number == 0) {
        first = now;
      }
      double delay = load.delay(number % load.requests());
      double since = (double) now - first;
      KnownLoad.Stall stall = load.stall();
      return first + Math.round(stall == null ? since + delay : stall.end(since, delay));
    }
  }

  /** Listens at once, on a free loopback port. */
  SelfTestServer(SelfTestPlan plan, Ticker ticker) throws IOException {
    this.ticker = ticker;
    plan.cases()
        .forEach(one -> behaviours.put(one.tenant(), new Behaviour(one.load(), plan.warmup())));
    this.selector = new PatientSelector(this::ready);
    this.socket = ServerSocketChannel.open();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    socket.configureBlocking(false);
    socket.register(selector.selector(), SelectionKey.OP_ACCEPT);
    this.thread = Thread.ofPlatform().name("selftest-server").daemon().start(this::serve);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.socket().getLocalPort());
  }

  @Override
  public void close() {
    closed = true;
    selector.selector().wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    try (selector) {
      while (!closed) {
        Due next = due.peek();
        long left = next == null ? LONGEST_WAIT_NANOS : next.at() - ticker.nanos();
        selector.await(Math.min(left, LONGEST_WAIT_NANOS));
        answerDue();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerDue() {
    for (Due next = due.peek();
        next != null && next.at() - ticker.nanos() <= 0;
        next = due.peek()) {
      due.remove();
      try {
        next.channel().write(ByteBuffer.wrap(ANSWER));
      } catch (IOException _) {
        // The generator gave it up.
      }
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else if (key.channel() instanceof SocketChannel channel) {
        read(channel);
      }
    } catch (IOException _) {
      key.cancel();
    }
  }

  private void accept() throws IOException {
    for (SocketChannel one = socket.accept(); one != null; one = socket.accept()) {
      one.configureBlocking(false);
      one.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      one.register(selector.selector(), SelectionKey.OP_READ);
    }
  }

  /** A small request of the generator's arrives in one piece; anything else is not ours. */
  private void read(SocketChannel channel) throws IOException {
    in.clear();
    int count = channel.read(in);
    if (count < 0) {
      channel.close();
      return;
    }
    String request = new String(in.array(), 0, count, StandardCharsets.US_ASCII);
    Matcher tenant = TENANT.matcher(request);
    Matcher length = LENGTH.matcher(request);
    int end = request.indexOf("\r\n\r\n");
    Behaviour behaviour = tenant.find() ? behaviours.get(tenant.group(1)) : null;
    if (behaviour == null
        || !length.find()
        || end + 4 + Integer.parseInt(length.group(1)) != count) {
      channel.close();
      return;
    }
    due.add(new Due(behaviour.answerAt(ticker.nanos()), channel));
  }
}
