package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which upstream connections are used again, and which must not be. */
final class UpstreamReuseTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String EARLY = "HTTP/1.1 413 Big\r\nContent-Length: 3\r\n\r\nbig";

  @Test
  void survivesAnAnswerBeforeTheRequestIsWhole() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.send(number == 1 ? EARLY : OK);
          wire.ends();
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 900000\r\n\r\n");
        assertThat(wire.answer().body()).isEqualTo("big");
        assertThat(courses.next()).isEqualTo("finished 413");
        wire.send("x".repeat(900_000));
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void bringsTheAnswerOfAnUpstreamThatStoppedReading() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.read(10);
          wire.send(number == 1 ? EARLY.replace("Big", "Big\r\nConnection: close") : OK);
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        wire.post("/", "x".repeat(900_000));
        assertThat(wire.answer().body()).isEqualTo("big");
        assertThat(wire.post("/", "0123456789").answer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void replacesAPooledConnectionThatHasEnded() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.send(OK);
          if (number == 1) {
            wire.close();
            closed.countDown();
          } else {
            wire.ends();
          }
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire first = new Wire(proxy.port())) {
        assertThat(first.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        try (Wire second = new Wire(proxy.port())) {
          assertThat(second.ask("GET", "/").answer().body()).isEqualTo("ok");
        }
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void distrustsAnUpstreamThatSaysMoreThanItWasAsked() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.send(number == 1 ? OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil" : OK);
          wire.ends();
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void waitsForAFreeConnectionButNotForLong() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          asked.countDown();
          answer.await();
          wire.send(OK);
          wire.head();
          wire.send(OK);
          wire.ends();
        })) {
      Courses courses = new Courses(upstream.address());
      Duration time = Duration.ofMillis(300);
      Duration later = Duration.ofSeconds(5);
      try (ProxyServer proxy =
              ProxyServer.start(
                  Courses.options()
                      .withTimes(ProxyTimes.DEFAULTS.withUpstream(time, later, later))
                      .withBounds(ProxyBounds.DEFAULTS.withConnections(10, 1)),
                  courses,
                  Errors::shape);
          Wire first = new Wire(proxy.port());
          Wire second = new Wire(proxy.port());
          Wire third = new Wire(proxy.port())) {
        first.ask("GET", "/");
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.ask("GET", "/").answer().body()).isEqualTo("CONNECT");
        third.ask("GET", "/");
        answer.countDown();
        assertThat(first.answer().body()).isEqualTo("ok");
        assertThat(third.answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(1);
      }
    }
  }
}
