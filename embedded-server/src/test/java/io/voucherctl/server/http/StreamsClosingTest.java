package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How HTTP/2 connections end. */
final class StreamsClosingTest {
  private static final int NO_ERROR = (int) Http2Error.NO_ERROR.code();

  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);

  private Scripted upstream() throws Exception {
    return new Scripted((wire, _) -> {
      while (true) {
        boolean slow = wire.head().first().startsWith("GET /slow");
        begun.incrementAndGet();
        if (slow) {
          answer.await();
        }
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      }
    });
  }

  @Test
  void warnsThenNamesTheLastRequestThenLetsThemFinish() throws Exception {
    try (Scripted upstream = upstream();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      client.get(1, "/slow").send();
      Poll.until(() -> begun.get() == 1);
      Thread closing = Thread.ofVirtual().start(proxy::close);
      Frames.Frame warning = client.next(frame -> frame.type() == Frames.GOAWAY);
      assertThat(warning.number(0)).isEqualTo(Integer.MAX_VALUE);
      assertThat(warning.number(4)).isEqualTo(NO_ERROR);
      Frames.Frame ping = client.next(frame -> frame.type() == Frames.PING);
      byte[] data = new byte[8];
      ping.payload().get(0, data);
      client.get(3, "/late").add(Frames.PING, Frames.ACK, 0, data).send();
      assertThat(client.status(3)).isEqualTo("200");
      Frames.Frame last = client.next(frame -> frame.type() == Frames.GOAWAY);
      assertThat(last.number(0)).isEqualTo(3);
      assertThat(last.number(4)).isEqualTo(NO_ERROR);
      client.get(5, "/too/late").send();
      answer.countDown();
      assertThat(client.status(1)).isEqualTo("200");
      assertThat(client.body(1)).isEqualTo("ok");
      assertThat(client.next(frame -> frame.type() != Frames.WINDOW).type()).isEqualTo(-1);
      client.socket().close();
      closing.join();
      assertThat(begun).hasValue(2);
    }
  }

  @Test
  void goesOnWithoutAnAnswerToItsPing() throws Exception {
    try (Scripted upstream = upstream();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      Thread closing = Thread.ofVirtual().start(proxy::close);
      client.next(frame -> frame.type() == Frames.GOAWAY && frame.number(0) == Integer.MAX_VALUE);
      client.next(frame -> frame.type() == Frames.GOAWAY && frame.number(0) == 0);
      assertThat(client.next().type()).isEqualTo(-1);
      client.socket().close();
      closing.join();
    }
  }

  @Test
  void saysGoodbyeToThoseWhoAskNothing() throws Exception {
    Duration brief = Duration.ofMillis(200);
    try (Scripted upstream = upstream();
        SecureProxy proxy =
            new SecureProxy(
                upstream.address(),
                options ->
                    options.withTimes(ProxyTimes.DEFAULTS.withRequests(brief, brief, brief)));
        Frames client = new Frames(proxy.port())) {
      assertThat(client.goAway()).isEqualTo(NO_ERROR);
      client.next(frame -> frame.type() == Frames.GOAWAY && frame.number(0) == 0);
      assertThat(client.next().type()).isEqualTo(-1);
    }
  }

  @Test
  void saysGoodbyeAfterARequestWhenConnectionsAreToEnd() throws Exception {
    try (Scripted upstream = upstream();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames used = new Frames(proxy.port())) {
      used.get(1, "/").send();
      assertThat(used.status(1)).isEqualTo("200");
      proxy.endKeepAlive();
      assertThat(used.goAway()).isEqualTo(NO_ERROR);
      try (Frames fresh = new Frames(proxy.port())) {
        fresh.get(1, "/").send();
        assertThat(fresh.status(1)).isEqualTo("200");
        assertThat(fresh.body(1)).isEqualTo("ok");
        assertThat(fresh.goAway()).isEqualTo(NO_ERROR);
      }
    }
  }

  @Test
  void losesNoRequestOfABusyClient() throws Exception {
    try (Scripted upstream = upstream();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      SecureProxy proxy = new SecureProxy(upstream.address());
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(clients.submit(() -> askUntilTold(proxy.port())));
      }
      Poll.until(() -> begun.get() > 500);
      proxy.close();
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  /** Keeps four requests under way until it is told to stop; whether all of them were answered. */
  private static boolean askUntilTold(int port) throws Exception {
    try (Frames client = new Frames(port)) {
      int open = 0;
      int next = 1;
      boolean told = false;
      while (!told || open > 0) {
        for (; !told && open < 4; open++, next += 2) {
          client.get(next, "/now");
        }
        client.send();
        Frames.Frame frame = client.next();
        if (frame.type() < 0 || frame.type() == Frames.RESET) {
          throw new IOException("a request was lost");
        }
        told |= frame.type() == Frames.GOAWAY;
        open -= frame.last() ? 1 : 0;
        if (frame.type() == Frames.PING) {
          byte[] data = new byte[8];
          frame.payload().get(0, data);
          client.add(Frames.PING, Frames.ACK, 0, data);
        }
      }
      return true;
    }
  }
}
