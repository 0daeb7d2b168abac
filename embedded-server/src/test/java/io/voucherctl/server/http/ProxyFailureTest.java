package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProxyFailureTest {

  private static ProxyServer impatient(Courses courses) throws Exception {
    Duration soon = Duration.ofMillis(150);
    return ProxyServer.start(
        Courses.options()
            .withTimes(
                ProxyTimes.DEFAULTS
                    .withUpstream(soon, soon, Duration.ofSeconds(5))
                    .withClient(soon, Duration.ofSeconds(5), Duration.ofSeconds(2))),
        courses,
        Errors::shape);
  }

  @Test
  void wordsAnUpstreamThatIsDown() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
    Courses courses = new Courses(nobody);
    try (ProxyServer proxy = courses.proxy();
        Wire wire = new Wire(proxy.port())) {
      for (int i = 0; i < 3; i++) {
        Wire.Answer answer = wire.post("/x", "y".repeat(100_000)).answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("CONNECT");
        assertThat(courses.next()).isEqualTo("failed CONNECT");
      }
      courses.nothingMore();
    }
  }

  @Test
  void wordsAnUpstreamThatWasNeverResolved() throws Exception {
    Courses courses = new Courses(InetSocketAddress.createUnresolved("nowhere.invalid", 80));
    try (ProxyServer proxy = courses.proxy();
        Wire wire = new Wire(proxy.port())) {
      assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("CONNECT");
    }
  }

  @Test
  void neverSendsARequestTwice() throws Exception {
    try (Scripted upstream = new Scripted((wire, _) -> wire.head())) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("BROKEN");
        assertThat(courses.next()).isEqualTo("failed BROKEN");
        assertThat(upstream.connections()).isEqualTo(1);
        assertThat(wire.ask("GET", "/refused").answer().status()).isEqualTo(429);
      }
    }
  }

  @Test
  void wordsAnUpstreamThatIsSilent() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          if (wire.ends()) {
            left.countDown();
          }
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = impatient(courses);
          Wire wire = new Wire(proxy.port())) {
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("TIMEOUT");
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(courses.next()).isEqualTo("failed TIMEOUT");
        courses.nothingMore();
      }
    }
  }

  @Test
  void blamesAClientThatOwesItsBody() throws Exception {
    try (Scripted upstream = new Scripted((wire, _) -> wire.read(wire.head().status() + 9))) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = impatient(courses);
          Wire wire = new Wire(proxy.port())) {
        wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 9\r\n\r\nabc");
        Wire.Answer answer = wire.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(courses.next()).isEqualTo("finished 0");
      }
    }
  }

  @Test
  void breaksOffWhenTheUpstreamDoes() throws Exception {
    for (String framing : new String[] {"Content-Length: 9", "Transfer-Encoding: chunked"}) {
      try (Scripted upstream =
          new Scripted((wire, _) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n3\r\nabc\r\n");
          })) {
        Courses courses = new Courses(upstream.address());
        try (ProxyServer proxy = courses.proxy();
            Wire wire = new Wire(proxy.port())) {
          Wire.Head head = wire.ask("GET", "/").head();
          assertThat(head.status()).isEqualTo(200);
          assertThat(wire.read(8)).isEqualTo("3\r\nabc\r\n");
          assertThat(wire.ends()).isTrue();
          assertThat(courses.next()).isEqualTo("finished 200");
          courses.nothingMore();
        }
      }
    }
  }

  @Test
  void passesOnABodyThatEndsWithItsConnection() throws Exception {
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          wire.send("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy();
          Wire wire = new Wire(proxy.port())) {
        Wire.Answer answer = wire.ask("GET", "/").answer();
        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.body()).isEqualTo("all of it");
        assertThat(wire.ask("GET", "/").answer().body()).isEqualTo("all of it");
      }
    }
  }

  @Test
  void refusesAnswersThatCouldBeReadTwoWays() throws Exception {
    String[] heads = {
      "Content-Length: 2\r\nTransfer-Encoding: chunked",
      "Content-Length: 2\r\nContent-Length: 3",
      "Transfer-Encoding: gzip, chunked",
      "Content-Length: -1"
    };
    for (String head : heads) {
      try (Scripted upstream =
          new Scripted((wire, _) -> {
            wire.head();
            wire.send("HTTP/1.1 200 OK\r\n" + head + "\r\n\r\nok");
            wire.ends();
          })) {
        Courses courses = new Courses(upstream.address());
        try (ProxyServer proxy = courses.proxy();
            Wire wire = new Wire(proxy.port())) {
          assertThat(wire.ask("GET", "/").answer().body()).as(head).isEqualTo("BROKEN");
        }
      }
    }
  }

  @Test
  void leavesTheUpstreamWhenTheClientLeaves() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.head();
          asked.countDown();
          if (wire.ends()) {
            left.countDown();
          }
        })) {
      Courses courses = new Courses(upstream.address());
      try (ProxyServer proxy = courses.proxy()) {
        try (Wire wire = new Wire(proxy.port())) {
          wire.ask("GET", "/");
          assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(courses.next()).isEqualTo("finished 0");
        courses.nothingMore();
      }
    }
  }
}
