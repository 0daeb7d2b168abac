package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that two readers could take for different ones never get through as they are. */
final class SmugglingTest {
  private static final String POST = "POST / HTTP/1.1\r\nHost: t\r\n";
  private static final String HIDDEN = "GET /smuggled HTTP/1.1\r\nHost: t\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final BlockingQueue<Wire.Head> seen = new LinkedBlockingQueue<>();
  private Scripted upstream;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    upstream =
        new Scripted((wire, _) -> {
          while (true) {
            Wire.Head head = wire.head();
            seen.add(head);
            String length = head.headers().getOrDefault("content-length", "0");
            wire.read(Integer.parseInt(length));
            if (head.headers().containsKey("transfer-encoding")) {
              wire.skipChunks();
            }
            wire.send(OK);
          }
        });
    proxy = new Courses(upstream.address()).proxy();
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    upstream.close();
  }

  static List<String> ambiguous() {
    String chunks = "0\r\n\r\n" + HIDDEN;
    return List.of(
        POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: identity, chunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked,\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked;q=1\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: \"chunked\"\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: xchunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: identity\r\n\r\n" + chunks,
        POST + "Transfer-Encoding:\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: \u000bchunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding : chunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding\t: chunked\r\n\r\n" + chunks,
        POST + " Transfer-Encoding: chunked\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\rX: y\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\nX: y\r\n\r\n" + chunks,
        POST + "X: y\0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks,
        POST + "Content-Length: 0\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN,
        POST + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: 1, 1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: +1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: 0x1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: 1 1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: 1_0\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: \u00b9\r\n\r\nx" + HIDDEN,
        POST + "Content-Length:\r\n\r\n" + HIDDEN,
        POST + "Content-Length : 1\r\n\r\nx" + HIDDEN,
        POST + "Content-Length: 9223372036854775808\r\n\r\nx" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\n0x1\r\nx\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n+1\r\nx\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n1 1\r\nx\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n1\nx\n0\n\n" + HIDDEN,
        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nx\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n1;" + "e".repeat(70_000) + "\r\nx\r\n" + chunks,
        POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "T: t\r\n".repeat(20_000) + "\r\n",
        "GET / HTTP/1.1\nHost: t\n\n" + HIDDEN,
        "GET / HTTP/1.1\rHost: t\r\r" + HIDDEN,
        "GET /\u0001 HTTP/1.1\r\nHost: t\r\n\r\n" + HIDDEN,
        "GET /\u007f HTTP/1.1\r\nHost: t\r\n\r\n" + HIDDEN,
        "GET /\0 HTTP/1.1\r\nHost: t\r\n\r\n" + HIDDEN,
        "GET / x HTTP/1.1\r\nHost: t\r\n\r\n" + HIDDEN,
        "GET / HTTP/1.1\r\nHost: t\r\nHost: u\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: t\r\nHost: u\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t, u\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t/u\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t@u\r\n\r\n",
        "GET http://t@u/ HTTP/1.1\r\nHost: u\r\n\r\n",
        "GET http:///x HTTP/1.1\r\nHost: u\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("ambiguous")
  void refusesWhatCouldBeReadTwoWays(String request) throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      Wire.Answer answer = wire.send(request).answer();
      assertThat(answer.status()).isIn(400, 408, 431, 501);
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(wire.ends()).isTrue();
    }
    for (Wire.Head head : List.copyOf(seen)) {
      assertThat(head.first()).doesNotContain("smuggled");
    }
  }

  private Wire.Head passed(Wire wire, String request) throws Exception {
    assertThat(wire.send(request).answer().body()).isEqualTo("ok");
    Wire.Head head = seen.poll(10, TimeUnit.SECONDS);
    assertThat(head).isNotNull();
    return head;
  }

  @Test
  void keepsTheFramingWhateverConnectionSays() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      Wire.Head length =
          passed(wire, POST + "Connection: content-length, host\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(length.headers())
          .containsEntry("content-length", "3")
          .containsEntry("host", "t")
          .doesNotContainKey("connection");
      Wire.Head chunked =
          passed(
              wire,
              POST
                  + "Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n"
                  + "Trailer: X-Secret\r\n\r\n1;a=b\r\nx\r\n0\r\nX-Secret: s\r\n\r\n");
      assertThat(chunked.headers())
          .containsEntry("transfer-encoding", "chunked")
          .doesNotContainKeys("trailer", "x-secret");
      assertThat(passed(wire, "GET /next HTTP/1.1\r\nHost: t\r\n\r\n").first())
          .isEqualTo("GET /next HTTP/1.1");
    }
  }

  @Test
  void unfoldsOrRefusesAFoldedHeader() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      String folded = "GET / HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\nContent-Length:\r\n 0\r\n\r\n";
      if (wire.send(folded).answer().status() == 200) {
        assertThat(seen.remove().headers())
            .containsEntry("x", "a b")
            .containsEntry("content-length", "0");
      } else {
        assertThat(seen).isEmpty();
      }
    }
  }

  @Test
  void passesABodyOfGetOnAsABody() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      String get = "GET / HTTP/1.1\r\nHost: t\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n";
      assertThat(passed(wire, get + HIDDEN).first()).isEqualTo("GET / HTTP/1.1");
      assertThat(passed(wire, "GET /next HTTP/1.1\r\nHost: t\r\n\r\n").first())
          .isEqualTo("GET /next HTTP/1.1");
    }
  }

  @Test
  void saysNothingInAClientsNameThatTheClientMadeUp() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      Wire.Head head =
          passed(
              wire,
              """
              GET http://shop/ HTTP/1.1
              Host: other
              X-Secret: a
              x-sEcReT: b
              X_Secret: c
              X_Tenant: evil
              X-Tenant: evil
              X-Tenant: evil
              Forwarded: for=1.2.3.4
              X-Forwarded-Proto: https
              X-Forwarded-Host: evil
              X_Forwarded_For: 9.9.9.9
              X-Request-Id: r-1
              Connection: x-forwarded-for, x-tenant

              """
                  .replace("\n", "\r\n"));
      assertThat(head.headers())
          .containsEntry("host", "shop")
          .containsEntry("x-tenant", "acme")
          .containsEntry("x-forwarded-for", "127.0.0.1")
          .containsEntry("x-forwarded-proto", "http")
          .containsEntry("x-forwarded-host", "shop")
          .containsEntry("x-request-id", "r-1")
          .doesNotContainKeys("x-secret", "x_secret", "x_tenant", "forwarded", "x_forwarded_for");
    }
  }
}
