package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Server and proxy refuse the same requests in the same way. */
final class MalformedRequestTest {
  record Case(int status, String request) {
    @Override
    public String toString() {
      String shown = request.length() > 90 ? request.substring(0, 90) : request;
      return status + " for " + shown.replace("\r\n", "|");
    }
  }

  private HttpServer server;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    server =
        HttpServer.start(
            HttpServer.Options.of("server", "127.0.0.1", 0),
            request -> Response.text(200, request.head().rawTarget()),
            Errors::shape);
    proxy =
        new Courses(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())).proxy();
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  static List<Case> cases() {
    String get = "GET / HTTP/1.1\r\nHost: t\r\n";
    String post = "POST / HTTP/1.1\r\nHost: t\r\n";
    return List.of(
        new Case(400, "nonsense\r\n\r\n"),
        new Case(400, "GET /\r\n\r\n"),
        new Case(400, "GET x HTTP/1.1\r\nHost: t\r\n\r\n"),
        new Case(400, "GET / HTTP/1.1\r\n\r\n"),
        new Case(400, get + "Host: t\r\n\r\n"),
        new Case(400, get + "no colon\r\n\r\n"),
        new Case(400, get + "Bad Name: x\r\n\r\n"),
        new Case(400, get + "Space : x\r\n\r\n"),
        new Case(400, get + ": x\r\n\r\n"),
        new Case(400, get + "X: a\0b\r\n\r\n"),
        new Case(400, post + "Content-Length: -1\r\n\r\n"),
        new Case(400, post + "Content-Length: +1\r\n\r\nx"),
        new Case(400, post + "Content-Length: 1x\r\n\r\nx"),
        new Case(400, post + "Content-Length: 99999999999999999999\r\n\r\nx"),
        new Case(400, post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
        new Case(400, post + "Content-Length: 1, 2\r\n\r\nxx"),
        new Case(400, post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new Case(400, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
        new Case(400, post + "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc\r\n0\r\n\r\n"),
        new Case(400, post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabcde\r\n0\r\n\r\n"),
        new Case(400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new Case(400, post + "Transfer-Encoding: gzip\r\n\r\n"),
        new Case(501, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        new Case(414, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: t\r\n\r\n"),
        new Case(431, get + "X: " + "x".repeat(40_000) + "\r\n\r\n"),
        new Case(431, get + "X: y\r\n".repeat(10_000) + "\r\n"),
        new Case(417, post + "Content-Length: 1\r\nExpect: miracles\r\n\r\nx"),
        new Case(501, "CONNECT t:80 HTTP/1.1\r\nHost: t\r\n\r\n"),
        new Case(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesAndCloses(Case one) throws Exception {
    for (int port : new int[] {server.port(), proxy.port()}) {
      try (Wire wire = new Wire(port)) {
        Wire.Answer answer = wire.send(one.request()).answer();
        assertThat(answer.status()).isEqualTo(one.status());
        assertThat(answer.body()).isEqualTo("{\"code\":" + one.status() + "}");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(wire.ends()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sound")
  void takesWhatIsOnlyUnusual(String request) throws Exception {
    for (int port : new int[] {server.port(), proxy.port()}) {
      try (Wire wire = new Wire(port)) {
        assertThat(wire.send(request).answer().status()).isEqualTo(200);
      }
    }
  }

  static List<String> sound() {
    return List.of(
        "\r\n\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: t\r\n\r\n",
        "BREW /pot HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET / HTTP/1.1\r\nhOsT: t\r\nX-Empty:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: Chunked\r\n\r\n1;a=b\r\nx\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("ports")
  void leavesUpgradesToOthers(String which) throws Exception {
    boolean proxied = which.equals("proxy");
    try (Wire wire = new Wire(proxied ? proxy.port() : server.port())) {
      wire.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
      assertThat(wire.answer().status()).isEqualTo(proxied ? 501 : 200);
    }
  }

  static List<String> ports() {
    return List.of("server", "proxy");
  }
}
