package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an upstream says, a client gets one sound answer, and the next client its own. */
final class HostileUpstreamTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

  private static Scripted saying(String first) throws Exception {
    return new Scripted((wire, number) -> {
      wire.head();
      wire.send(number == 1 ? first : OK);
      wire.ends();
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\nok",
        "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok",
        "ICY 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "nonsense\r\n\r\n"
      })
  void takesNoAnswerThatIsNotSound(String answer) throws Exception {
    try (Scripted upstream = saying(answer)) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("BROKEN");
        assertThat(courses.next()).isEqualTo("failed BROKEN");
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void takesNoHeadWithoutAnEnd() throws Exception {
    try (Scripted upstream = saying("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000))) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("BROKEN");
      }
    }
  }

  @Test
  void toleratesAFewInterimAnswersButNoFlood() throws Exception {
    String hint = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.send(hint.repeat(number == 1 ? 100 : 10) + OK);
          wire.ends();
        })) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("BROKEN");
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void isNotHeldUpByInterimAnswers() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          while (true) {
            wire.send("HTTP/1.1 102 Processing\r\n\r\n");
            Thread.sleep(60);
          }
        })) {
      Courses courses = new Courses(upstream.address());
      Duration soon = Duration.ofMillis(300);
      try (ProxyServer proxy =
              ProxyServer.start(
                  Courses.options().withTimes(ProxyTimes.DEFAULTS.withUpstream(soon, soon, soon)),
                  courses,
                  Errors::shape);
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("TIMEOUT");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void passesNoBodyWhereNoneCanBe(String status) throws Exception {
    String answer =
        "HTTP/1.1 " + status + "\r\nContent-Length: " + EVIL.length() + "\r\n\r\n" + EVIL;
    try (Scripted upstream = saying(answer)) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        Wire.Answer bodiless = wire.ask("GET", "/").answer();
        assertThat(bodiless.status()).isIn(204, 304);
        assertThat(bodiless.status() == 304 || bodiless.header("content-length").equals("0"))
            .isTrue();
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void readsNoAnswerOutOfOneToHead() throws Exception {
    try (Scripted upstream =
        saying("HTTP/1.1 200 OK\r\nContent-Length: " + EVIL.length() + "\r\n\r\n" + EVIL)) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("HEAD", "/").answer(true).status()).isEqualTo(200);
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
      }
    }
  }

  @Test
  void closesAPooledConnectionThatSpeaksUnasked() throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, number) -> {
          wire.head();
          wire.send(OK);
          if (number == 1) {
            Thread.sleep(200); // until the proxy does not take the connection for fresh any more
            wire.send(EVIL);
            said.countDown();
          }
          wire.ends();
        })) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(said.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("ok");
        assertThat(upstream.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void dropsWhatWasSaidOfOneConnectionOnly() throws Exception {
    try (Scripted upstream =
        saying(
            """
            HTTP/1.1 200 OK
            Content-Length: 2
            Connection: keep-alive, X-Named, Content-Length
            X-Named: n
            Keep-Alive: timeout=5
            Proxy-Authenticate: Basic
            Trailer: X-T
            Upgrade: h2c
            X-Kept: k

            ok\
            """
                .replace("\n", "\r\n"))) {
      try (ProxyServer proxy = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(proxy.port())) {
        Wire.Answer answer = wire.ask("GET", "/").answer();
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.headers())
            .containsEntry("x-kept", "k")
            .doesNotContainKeys(
                "connection", "x-named", "keep-alive", "proxy-authenticate", "trailer", "upgrade");
      }
    }
  }
}
