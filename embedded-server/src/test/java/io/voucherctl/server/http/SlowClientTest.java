package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
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
    return ProxyServer.start(Courses.options().withTimes(times), courses, Errors::shape);
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
}
