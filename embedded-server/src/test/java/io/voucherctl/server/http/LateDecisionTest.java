package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose decision is taken elsewhere, over real sockets. */
class LateDecisionTest {
  /** A request that waits; its course is that of {@link Courses}. */
  private record Asked(RequestHead head, CompletableFuture<Decision> decision) {}

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private Scripted upstream;
  private Courses courses;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    upstream = new Scripted(LateDecisionTest::echo);
    courses = new Courses(upstream.address());
    proxy = proxy(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    upstream.close();
  }

  /** Answers every request with its first line and its body. */
  private static void echo(Wire wire, int number) throws Exception {
    while (true) {
      Wire.Head head = wire.head();
      String length = head.headers().getOrDefault("content-length", "0");
      String body = wire.read(Integer.parseInt(length));
      if ("chunked".equals(head.headers().get("transfer-encoding"))) {
        StringBuilder all = new StringBuilder();
        for (String chunk = wire.chunk(); !chunk.isEmpty(); chunk = wire.chunk()) {
          all.append(chunk);
        }
        body = all.toString();
      }
      String answer = head.first() + " " + body;
      wire.send(
          "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(answer.length(), answer));
    }
  }

  private ProxyServer proxy(Duration wait) throws Exception {
    Duration patience = Duration.ofSeconds(5);
    return ProxyServer.start(
        Courses.options().withTimes(ProxyTimes.DEFAULTS.withUpstream(wait, patience, patience)),
        this::later,
        Errors::shape);
  }

  private Decision later(RequestHead head) {
    Asked next = new Asked(head, new CompletableFuture<>());
    asked.add(next);
    return new Decision.Later(next.decision);
  }

  private Asked next() throws InterruptedException {
    Asked next = asked.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private void decide(Asked one) {
    one.decision.complete(courses.direct(one.head));
  }

  @Test
  void forwardsOrAnswersWhenItIsDecided() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      for (int i = 0; i < 3; i++) {
        wire.ask("GET", "/a" + i);
        decide(next());
        assertThat(wire.answer().body()).isEqualTo("GET /a" + i + " HTTP/1.1 ");
        assertThat(courses.next()).isEqualTo("finished 200");

        wire.post("/refused", "body nobody wants");
        decide(next());
        assertThat(wire.answer().status()).isEqualTo(429);
      }
      assertThat(upstream.connections()).isEqualTo(1);
      courses.nothingMore();
    }
  }

  @Test
  void takesADecisionThatIsThereAlready() throws Exception {
    try (ProxyServer ready =
            ProxyServer.start(
                Courses.options(),
                head -> new Decision.Later(CompletableFuture.completedFuture(courses.direct(head))),
                Errors::shape);
        Wire wire = new Wire(ready.port())) {
      assertThat(wire.post("/a", "x".repeat(50_000)).answer().body()).hasSize(50_017);
      assertThat(wire.ask("GET", "/refused").answer().status()).isEqualTo(429);
      assertThat(wire.ask("GET", "/b").answer().body()).isEqualTo("GET /b HTTP/1.1 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, 70_000, 900_000})
  void holdsABodyThatArrivesMeanwhile(int size) throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      byte[] all =
          "POST /a HTTP/1.1\r\nHost: t\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(size, "y".repeat(size))
              .getBytes(StandardCharsets.ISO_8859_1);
      Thread sending = Thread.ofVirtual().start(() -> send(wire, all));
      Asked one = next();
      assertThat(upstream.connections()).isZero();
      decide(one);
      assertThat(wire.answer().body()).isEqualTo("POST /a HTTP/1.1 " + "y".repeat(size));
      sending.join();
      assertThat(courses.next()).isEqualTo("finished 200");
    }
  }

  private static void send(Wire wire, byte[] all) {
    try {
      wire.send(all);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void passesChunksOnThatCameBeforeAndAfterTheDecision() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("POST /a HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      decide(next());
      wire.send("2\r\nde\r\n0\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("POST /a HTTP/1.1 abcde");
    }
  }

  @Test
  void throwsAHeldBodyAwayWhenTheAnswerIsItsOwn() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.post("/refused", "y".repeat(40_000));
      decide(next());
      assertThat(wire.answer().status()).isEqualTo(429);
      wire.ask("GET", "/b");
      decide(next());
      assertThat(wire.answer().body()).isEqualTo("GET /b HTTP/1.1 ");
    }
  }

  @Test
  void invitesABodyOnlyWhenItIsDecided() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("POST /refused HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\n");
      wire.send("Content-Length: 3\r\n\r\n");
      decide(next());
      assertThat(wire.answer().status()).isEqualTo(429);
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void takesPipelinedRequestsOneAfterTheOther() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.ask("GET", "/a").post("/refused", "z").post("/c", "body").ask("GET", "/d");
      for (String body : new String[] {"GET /a HTTP/1.1 ", "no", "POST /c HTTP/1.1 body"}) {
        Asked one = next();
        assertThat(asked).isEmpty();
        decide(one);
        assertThat(wire.answer().body()).isEqualTo(body);
      }
      decide(next());
      assertThat(wire.answer().body()).isEqualTo("GET /d HTTP/1.1 ");
    }
  }

  @Test
  void answersAnOldClientAndCloses() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("GET /a HTTP/1.0\r\n\r\n");
      decide(next());
      assertThat(wire.answer().body()).isEqualTo("GET /a HTTP/1.1 ");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void answersForADecisionThatNeverComesAndEndsTheCourseOfOneTooLate() throws Exception {
    try (ProxyServer impatient = proxy(Duration.ofMillis(150));
        Wire wire = new Wire(impatient.port())) {
      wire.post("/a", "body");
      Asked one = next();
      assertThat(wire.answer().status()).isEqualTo(503);
      decide(one);
      assertThat(courses.next()).isEqualTo("finished 0");
      wire.ask("GET", "/b");
      decide(next());
      assertThat(wire.answer().body()).isEqualTo("GET /b HTTP/1.1 ");
      assertThat(courses.next()).isEqualTo("finished 200");
      courses.nothingMore();
    }
  }

  @Test
  void endsTheCourseOfAClientThatLeftBeforeTheDecision() throws Exception {
    try (ProxyServer narrow =
        ProxyServer.start(
            Courses.options().withBounds(ProxyBounds.DEFAULTS.withConnections(1, 1)),
            this::later,
            Errors::shape)) {
      Asked one;
      try (Wire wire = new Wire(narrow.port())) {
        wire.post("/a", "body");
        one = next();
      }
      Poll.until(() -> letsAnotherIn(narrow.port()));
      decide(one);
      assertThat(courses.next()).isEqualTo("finished 0");
      courses.nothingMore();
      assertThat(upstream.connections()).isZero();
    }
  }

  private boolean letsAnotherIn(int port) {
    try (Wire wire = new Wire(port)) {
      wire.ask("GET", "/b");
      return asked.poll(50, TimeUnit.MILLISECONDS) != null;
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  @Test
  void answersAFailedDecisionAsItsOwnFault() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.ask("GET", "/a");
      next().decision.completeExceptionally(new IllegalStateException("for the test"));
      assertThat(wire.answer().status()).isEqualTo(500);
      wire.ask("GET", "/b");
      next().decision.complete(null);
      assertThat(wire.answer().status()).isEqualTo(500);
    }
  }

  @Test
  void wordsAnUpstreamThatIsDownAfterTheDecision() throws Exception {
    upstream.close();
    try (Wire wire = new Wire(proxy.port())) {
      wire.post("/a", "body");
      decide(next());
      assertThat(wire.answer().body()).isEqualTo("CONNECT");
      assertThat(courses.next()).isEqualTo("failed CONNECT");
    }
  }

  @Test
  void finishesAHeldRequestBeforeItStops() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.ask("GET", "/a");
      Asked one = next();
      Thread closing = Thread.ofVirtual().start(proxy::close);
      Poll.until(() -> refuses(proxy.port()));
      decide(one);
      Wire.Answer answer = wire.answer();
      assertThat(answer.body()).isEqualTo("GET /a HTTP/1.1 ");
      assertThat(answer.header("connection")).isEqualTo("close");
      closing.join();
    }
  }

  private static boolean refuses(int port) {
    try (Wire _ = new Wire(port)) {
      return false;
    } catch (Exception e) {
      return true;
    }
  }
}
