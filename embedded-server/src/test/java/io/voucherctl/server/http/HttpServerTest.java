package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T08:15:30.123Z"));

  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        HttpServer.start(
            HttpServer.Options.of("test", "127.0.0.1", 0)
                .withMaxBodyBytes(100_000)
                .withClock(CLOCK),
            Router.builder(Errors::shape)
                .route("GET", "/hello", _ -> Response.text(200, "hello"))
                .route("POST", "/echo", r -> Response.json(200, r.body()))
                .route("DELETE", "/gone", _ -> Response.noContent())
                .route("GET", "/{n}", r -> Response.text(200, r.path("n")))
                .route("GET", "/broken", _ -> broken())
                .build(),
            Errors::shape);
  }

  private static Response broken() {
    throw new IllegalStateException("meant to fail");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersTheJdkClient() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/echo");
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("{}");
      assertThat(response.headers().firstValue("content-type")).hasValue(Response.JSON);
    }
  }

  @Test
  void sendsDateAndLength() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      Wire.Answer answer = wire.ask("GET", "/hello").answer();
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.header("date")).isEqualTo("Sun, 01 Mar 2026 08:15:30 GMT");
      assertThat(answer.header("content-length")).isEqualTo("5");
      assertThat(answer.headers()).doesNotContainKey("connection");
    }
  }

  @Test
  void sendsALengthWith204AndNoBodyToHead() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      Wire.Answer gone = wire.ask("DELETE", "/gone").answer();
      assertThat(gone.status()).isEqualTo(204);
      assertThat(gone.header("content-length")).isEqualTo("0");
      Wire.Answer head = wire.ask("HEAD", "/hello").answer(true);
      assertThat(head.header("content-length")).isEqualTo("5");
      assertThat(wire.ask("GET", "/hello").answer().body()).isEqualTo("hello");
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 2000; i++) {
        all.append("GET /").append(i).append(" HTTP/1.1\r\nHost: test\r\n\r\n");
      }
      wire.send(all.toString());
      for (int i = 0; i < 2000; i++) {
        assertThat(wire.answer().body()).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void takesChunkedBodies() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      wire.send("POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send("3\r\nabc\r\n").send("2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("abcde");
      assertThat(wire.ask("GET", "/hello").answer().body()).isEqualTo("hello");
    }
  }

  @Test
  void invitesABodyThatWaitsForIt() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      wire.send(
          "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.answer().status()).isEqualTo(100);
      assertThat(wire.send("ok").answer().body()).isEqualTo("ok");
    }
  }

  @Test
  void refusesABodyThatIsTooLarge() throws Exception {
    try (Wire announced = new Wire(server.port());
        Wire chunked = new Wire(server.port())) {
      announced.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100001\r\n\r\n");
      Wire.Answer answer = announced.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("{\"code\":413}");
      assertThat(answer.header("connection")).isEqualTo("close");
      announced.socket().shutdownOutput();
      assertThat(announced.ends()).isTrue();

      chunked.send("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
      byte[] chunk = new byte[60_000];
      Arrays.fill(chunk, (byte) 'x');
      chunked.send("ea60\r\n").send(chunk).send("\r\nea60\r\n").send(chunk).send("\r\n0\r\n\r\n");
      assertThat(chunked.answer().status()).isEqualTo(413);
    }
  }

  @Test
  void answersAFailingHandlerInTheErrorShape() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      Wire.Answer answer = wire.ask("GET", "/broken").answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo("{\"code\":500}");
      assertThat(wire.ask("GET", "/hello").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void speaksHttp10() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      wire.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(wire.answer().header("connection")).isEqualTo("keep-alive");
      wire.send("GET /hello HTTP/1.0\r\n\r\n");
      assertThat(wire.answer().body()).isEqualTo("hello");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void saysClearlyThatThePortIsTaken() {
    HttpServer.Options same = HttpServer.Options.of("second", "127.0.0.1", server.port());
    assertThatThrownBy(() -> HttpServer.start(same, _ -> Response.noContent(), Errors::shape))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());
  }

  @Test
  void keepsBytesAsTheyAre() throws Exception {
    try (Wire wire = new Wire(server.port())) {
      String body = new String("é€".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      assertThat(wire.post("/echo", body).answer().body()).isEqualTo(body);
    }
  }
}
