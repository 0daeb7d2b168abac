package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProxyServerTest {
  private HttpServer upstream;
  private Courses courses;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    upstream =
        HttpServer.start(
            HttpServer.Options.of("upstream", "127.0.0.1", 0),
            Router.builder(Errors::shape)
                .route("GET", "/n/{n}", r -> Response.text(200, r.path("n")))
                .route("POST", "/echo", r -> Response.json(200, r.body()))
                .route("DELETE", "/gone", _ -> Response.noContent())
                .route("GET", "/stream", _ -> Response.stream(200, "text/plain", this::stream))
                .route("GET", "/heads/{names}", this::heads)
                .build(),
            Errors::shape);
    courses = new Courses(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()));
    proxy = courses.proxy();
  }

  private void stream(Response.BodySink sink) throws InterruptedException {
    sink.write("one,".getBytes(StandardCharsets.UTF_8));
    sink.write("two".getBytes(StandardCharsets.UTF_8));
  }

  private Response heads(Request request) {
    StringBuilder all = new StringBuilder();
    for (String name : request.path("names").split(",", -1)) {
      all.append(name).append('=').append(request.header(name)).append('\n');
    }
    return Response.text(200, all.toString()).with("keep-alive", "x").with("proxy-status", "y");
  }

  @AfterEach
  void stop() {
    proxy.close();
    upstream.close();
  }

  @Test
  void passesRequestsAndAnswersOn() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      Wire.Answer answer = wire.post("/echo", "{\"a\":1}").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"a\":1}");
      assertThat(answer.header("x-limit")).isEqualTo("7");
      assertThat(answer.header("date")).isNotEmpty();
      assertThat(answer.headers()).doesNotContainKey("connection");
      assertThat(courses.next()).isEqualTo("finished 200");
      assertThat(wire.ask("GET", "/n/2").answer().body()).isEqualTo("2");
      assertThat(courses.next()).isEqualTo("finished 200");
      courses.nothingMore();
    }
  }

  @Test
  void rewritesHeaders() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send(
          "GET /heads/x-secret,x-tenant,x-named,x-kept,te,proxy-authorization,upgrade,host,"
              + "x-forwarded-for,x-forwarded-proto HTTP/1.1\r\n"
              + "Host: shop\r\nX-Secret: s\r\nx-tenant: evil\r\nX-Named: n\r\nX-Kept: k\r\n"
              + "TE: trailers\r\nProxy-Authorization: p\r\nUpgrade: h2c\r\n"
              + "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"
              + "Connection: X-Named, Upgrade, Host, x-tenant\r\n\r\n");
      Wire.Answer answer = wire.answer();
      assertThat(answer.body())
          .isEqualTo(
              """
              x-secret=null
              x-tenant=acme
              x-named=null
              x-kept=k
              te=null
              proxy-authorization=null
              upgrade=null
              host=shop
              x-forwarded-for=1.1.1.1, 2.2.2.2, 127.0.0.1
              x-forwarded-proto=http
              """);
    }
  }

  @Test
  void passesChunksBothWays() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      wire.send("2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("abcde");
      Wire.Answer streamed = wire.ask("GET", "/stream").answer();
      assertThat(streamed.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(streamed.body()).isEqualTo("one,two");
      assertThat(wire.ask("GET", "/n/1").answer().body()).isEqualTo("1");
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        String path = i % 3 == 0 ? "/refused" : "/n/" + i;
        all.append("GET ").append(path).append(" HTTP/1.1\r\nHost: test\r\n\r\n");
      }
      Thread sender = Thread.ofVirtual().start(() -> sendAll(wire, all.toString()));
      for (int i = 0; i < 1000; i++) {
        assertThat(wire.answer().body()).isEqualTo(i % 3 == 0 ? "no" : Integer.toString(i));
      }
      sender.join();
    }
  }

  private static void sendAll(Wire wire, String text) {
    try {
      wire.send(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void passesHeadAnd204Without() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      Wire.Answer head = wire.ask("HEAD", "/n/123").answer(true);
      assertThat(head.header("content-length")).isEqualTo("3");
      Wire.Answer streamed = wire.ask("HEAD", "/stream").answer(true);
      assertThat(streamed.status()).isEqualTo(200);
      Wire.Answer gone = wire.ask("DELETE", "/gone").answer();
      assertThat(gone.status()).isEqualTo(204);
      assertThat(gone.header("content-length")).isEqualTo("0");
      assertThat(wire.ask("GET", "/n/1").answer().body()).isEqualTo("1");
    }
  }

  @Test
  void takesChunksApartForHttp10() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      Wire.Answer answer = wire.answer();
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("one,two");
    }
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("GET /n/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(wire.answer().header("connection")).isEqualTo("keep-alive");
      wire.send("GET /n/2 HTTP/1.0\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("2");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void takesAbsoluteTargets() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("GET http://shop:8/heads/host HTTP/1.1\r\nHost: other\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("host=shop:8\n");
    }
  }

  @Test
  void passesTheInvitationForABody() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send(
          "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.answer().status()).isEqualTo(100);
      assertThat(wire.send("ok").answer().body()).isEqualTo("ok");
      assertThat(wire.ask("GET", "/n/1").answer().body()).isEqualTo("1");
    }
  }

  @Test
  void answersAtOnceAndThrowsTheBodyAway() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.post("/refused", "x".repeat(900_000));
      assertThat(wire.answer().status()).isEqualTo(429);
      assertThat(wire.ask("GET", "/n/1").answer().body()).isEqualTo("1");
      wire.send("POST /refused HTTP/1.1\r\nHost: t\r\nContent-Length: 9000000\r\n\r\n");
      Wire.Answer large = wire.answer();
      assertThat(large.status()).isEqualTo(429);
      assertThat(large.header("connection")).isEqualTo("close");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void closesWhenARefusedClientHoldsItsBodyBack() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.send(
          "POST /refused HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      Wire.Answer answer = wire.answer();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void keepsAnswersApartUnderConcurrency() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int c = 0; c < 16; c++) {
        int client = c;
        all.add(clients.submit(() -> converse(client)));
      }
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(200);
      }
    }
  }

  private int converse(int client) throws IOException {
    int right = 0;
    try (Wire wire = new Wire(proxy.port())) {
      for (int i = 0; i < 200; i++) {
        String body = client + "-" + i + "-" + "x".repeat(i * 97 % 20_000);
        right += wire.post("/echo", body).answer().body().equals(body) ? 1 : 0;
      }
    }
    return right;
  }
}
