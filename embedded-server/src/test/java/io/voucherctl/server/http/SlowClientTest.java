package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of clients that take their time, in each phase of a connection. */
final class SlowClientTest {
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATE = Duration.ofSeconds(60);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static ProxyServer proxy(Courses courses, ProxyTimes times) throws Exception {
    return proxy(courses, times, ProxyBounds.DEFAULTS);
  }

  private static ProxyServer proxy(Courses courses, ProxyTimes times, ProxyBounds bounds)
      throws Exception {
    return ProxyServer.start(
        Courses.options().withTimes(times).withBounds(bounds), courses, Errors::shape);
  }

  private static Scripted answering() throws Exception {
    return new Scripted((wire, _) -> {
      while (true) {
        wire.head();
        wire.send(OK);
      }
    });
  }

  /** Sends a byte now and then until the proxy has enough; true when it ended the connection. */
  private static void trickle(Wire wire, String text) {
    AtomicInteger looks = new AtomicInteger();
    Poll.until(() -> {
      try {
        if (looks.getAndIncrement() % 20 == 0) { // well below the least rate of a body
          wire.send(text);
        }
        return wire.socket().getInputStream().available() > 0;
      } catch (IOException e) {
        return true;
      }
    });
  }

  @Test
  void closesAConnectionThatNeverSpeaks() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()),
                ProxyTimes.DEFAULTS.withRequests(SOON, LATE, LATE));
        Wire spoken = new Wire(proxy.port());
        Wire silent = new Wire(proxy.port())) {
      assertThat(spoken.ask("GET", "/").answer().body()).isEqualTo("ok");
      assertThat(silent.ends()).isTrue();
      assertThat(spoken.ask("GET", "/").answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void closesAConnectionThatSpeaksNoMore() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()),
                ProxyTimes.DEFAULTS.withRequests(LATE, LATE, SOON));
        Wire wire = new Wire(proxy.port())) {
      assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void gives408ToAHeadThatTricklesIn() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()),
                ProxyTimes.DEFAULTS.withRequests(LATE, SOON, LATE));
        Wire wire = new Wire(proxy.port())) {
      assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
      wire.send("GET / HTTP/1.1\r\nX: ");
      trickle(wire, "y");
      Wire.Answer answer = wire.answer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.body()).isEqualTo("{\"code\":408}");
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void gives408ToABodyThatTricklesIn() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          while (!wire.ends()) {}
          left.countDown();
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = proxy(courses, ProxyTimes.DEFAULTS.withClient(SOON, LATE, SOON));
          Wire wire = new Wire(proxy.port())) {
        wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000\r\n\r\n");
        trickle(wire, "y");
        assertThat(wire.answer().status()).isEqualTo(408);
        assertThat(courses.next()).isEqualTo("finished 408");
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void closesOnAClientThatDoesNotReadItsAnswer() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          try {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            wire.send(new byte[100_000_000]);
          } finally {
            left.countDown();
          }
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = proxy(courses, ProxyTimes.DEFAULTS.withClient(LATE, SOON, SOON));
          Wire wire = new Wire(proxy.port())) {
        wire.ask("GET", "/");
        assertThat(courses.next()).isEqualTo("finished 200");
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void endsAFarewellToAClientThatGoesOnSending() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()), ProxyTimes.DEFAULTS.withClient(LATE, LATE, SOON));
        Wire wire = new Wire(proxy.port())) {
      wire.send("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(200_000));
      assertThat(wire.answer().status()).isEqualTo(431);
      Poll.until(() -> {
        try {
          wire.send("X: y\r\n".repeat(1000));
          return false;
        } catch (IOException e) {
          return true;
        }
      });
    }
  }

  @Test
  void givesTheUpstreamConnectionOfASlowClientToOneThatWaits() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          while (wire.head().first().startsWith("GET")) {
            wire.send(OK);
          }
          while (!wire.ends()) {}
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy =
              proxy(
                  courses,
                  ProxyTimes.DEFAULTS.withUpstream(LATE, LATE, LATE),
                  ProxyBounds.DEFAULTS.withConnections(10, 1));
          Wire slow = new Wire(proxy.port());
          Wire quick = new Wire(proxy.port())) {
        slow.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc");
        Poll.until(() -> upstream.connections() == 1);
        assertThat(quick.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(slow.answer().status()).isEqualTo(408);
      }
    }
  }

  @Test
  void endsClientsThatMakeItKeepTooMuch() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()),
                ProxyTimes.DEFAULTS,
                ProxyBounds.DEFAULTS.withHeldBytes(50_000));
        Wire quick = new Wire(proxy.port());
        Wire first = new Wire(proxy.port());
        Wire second = new Wire(proxy.port())) {
      String large = "GET / HTTP/1.1\r\nHost: t\r\nX: " + "x".repeat(30_000);
      first.send(large);
      second.send(large);
      assertThat(first.ends()).isTrue();
      assertThat(second.ends()).isTrue();
      assertThat(quick.ask("GET", "/").answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void cutsABodyThatIsLongerThanAllowed() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          wire.skip(Long.MAX_VALUE);
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy =
              proxy(courses, ProxyTimes.DEFAULTS, ProxyBounds.DEFAULTS.withBodyBytes(100_000));
          Wire announced = new Wire(proxy.port());
          Wire chunked = new Wire(proxy.port())) {
        announced.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 100001\r\n\r\n");
        assertThat(announced.answer().status()).isEqualTo(413);
        assertThat(upstream.connections()).isZero();
        chunked.send("POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 101; i++) {
          chunked.send("3e8\r\n" + "x".repeat(1000) + "\r\n");
        }
        assertThat(chunked.answer().status()).isEqualTo(413);
        assertThat(courses.next()).isEqualTo("finished 413");
      }
    }
  }

  @Test
  void makesRoomForNewClientsAtTheCostOfIdleOnes() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy =
            proxy(
                new Courses(upstream.address()),
                ProxyTimes.DEFAULTS,
                ProxyBounds.DEFAULTS.withConnections(3, 3));
        Wire idle = new Wire(proxy.port());
        Wire first = new Wire(proxy.port());
        Wire second = new Wire(proxy.port())) {
      Poll.until(() -> {
        try (Wire late = new Wire(proxy.port())) {
          first.ask("GET", "/").answer();
          second.ask("GET", "/").answer();
          return late.ask("GET", "/").answer().body().equals("ok");
        } catch (IOException e) {
          return false;
        }
      });
      assertThat(idle.ends()).isTrue();
      assertThat(first.ask("GET", "/").answer().body()).isEqualTo("ok");
      assertThat(second.ask("GET", "/").answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void refusesNewClientsWhileToldTo() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy = proxy(new Courses(upstream.address()), ProxyTimes.DEFAULTS);
        Wire there = new Wire(proxy.port())) {
      assertThat(there.ask("GET", "/").answer().body()).isEqualTo("ok");
      proxy.refuseAccepts(true);
      try (Wire refused = new Wire(proxy.port())) {
        assertThat(refused.ends()).isTrue();
      }
      assertThat(there.ask("GET", "/").answer().body()).isEqualTo("ok");
      proxy.refuseAccepts(false);
      try (Wire welcome = new Wire(proxy.port())) {
        assertThat(welcome.ask("GET", "/").answer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void tellsClientsToLeaveBeforeItDoes() throws Exception {
    try (Scripted upstream = answering();
        ProxyServer proxy = proxy(new Courses(upstream.address()), ProxyTimes.DEFAULTS);
        Wire wire = new Wire(proxy.port())) {
      assertThat(wire.ask("GET", "/").answer().header("connection")).isEmpty();
      proxy.endKeepAlive();
      assertThat(wire.ask("GET", "/").answer().header("connection")).isEqualTo("close");
      assertThat(wire.ends()).isTrue();
      try (Wire still = new Wire(proxy.port())) {
        assertThat(still.ask("GET", "/").answer().header("connection")).isEqualTo("close");
      }
    }
  }

  @Test
  void waitsForNoUpstreamThatTakesNoConnection() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queued = new ArrayList<>();
      InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
      while (queues(queued, address)) {}
      try (ProxyServer proxy =
              proxy(new Courses(address), ProxyTimes.DEFAULTS.withUpstream(SOON, LATE, LATE));
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.post("/", "x").answer().body()).isEqualTo("CONNECT");
      }
      for (Socket one : queued) {
        one.close();
      }
    }
  }

  private static boolean queues(List<Socket> queued, InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    queued.add(socket);
    try {
      socket.connect(address, 100);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
