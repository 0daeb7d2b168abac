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
import org.junit.jupiter.api.Test;

/** What a proxy does when something runs short, and when it is told to take no more. */
final class BoundedProxyTest {
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
