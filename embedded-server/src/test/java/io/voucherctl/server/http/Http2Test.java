package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy under the JDK's own HTTP/2 client. */
final class Http2Test {
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private HttpServer upstream;
  private SecureProxy proxy;
  private HttpClient client;

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
                .route("GET", "/wait", this::await)
                .route("GET", "/heads/{names}", this::heads)
                .build(),
            Errors::shape);
    proxy =
        new SecureProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()));
    client =
        HttpClient.newBuilder()
            .sslContext(Certificates.trust())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  private void stream(Response.BodySink sink) throws InterruptedException {
    sink.write("one,".getBytes(StandardCharsets.UTF_8));
    sink.write("two".getBytes(StandardCharsets.UTF_8));
  }

  private Response await(Request request) throws InterruptedException {
    waiting.incrementAndGet();
    release.await();
    return Response.text(200, "waited");
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
    release.countDown();
    client.close();
    proxy.close();
    upstream.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + proxy.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void passesRequestsAndAnswersOn() throws Exception {
    HttpResponse<String> answer = send(to("/echo").POST(BodyPublishers.ofString("{\"a\":1}")));
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":1}");
    assertThat(answer.headers().firstValue("x-limit")).hasValue("7");
    assertThat(answer.headers().firstValue("date")).isPresent();
    assertThat(proxy.courses().next()).isEqualTo("finished 200");
    assertThat(send(to("/stream")).body()).isEqualTo("one,two");
    assertThat(proxy.courses().next()).isEqualTo("finished 200");
    proxy.courses().nothingMore();
  }

  @Test
  void rewritesHeaders() throws Exception {
    HttpResponse<String> answer =
        send(
            to("/heads/x-secret,x-tenant,x-kept,host,cookie,x-forwarded-for,x-forwarded-proto,te")
                .header("X-Secret", "s")
                .header("x-tenant", "evil")
                .header("X-Kept", "k")
                .header("cookie", "a=1")
                .header("cookie", "b=2")
                .header("te", "trailers")
                .header("x-forwarded-for", "1.1.1.1")
                .header("x-forwarded-proto", "http"));
    assertThat(answer.body())
        .isEqualTo(
            """
            x-secret=null
            x-tenant=acme
            x-kept=k
            host=127.0.0.1:%d
            cookie=a=1; b=2
            x-forwarded-for=1.1.1.1, 127.0.0.1
            x-forwarded-proto=https
            te=null
            """
                .formatted(proxy.port()));
    assertThat(answer.headers().map()).containsKey("proxy-status").doesNotContainKey("keep-alive");
  }

  @Test
  void passesHeadAnd204Without() throws Exception {
    HttpResponse<String> head = send(to("/n/123").HEAD());
    assertThat(head.headers().firstValue("content-length")).hasValue("3");
    assertThat(send(to("/stream").HEAD()).statusCode()).isEqualTo(200);
    HttpResponse<String> gone = send(to("/gone").DELETE());
    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(gone.headers().firstValue("content-length")).isEmpty();
    assertThat(send(to("/refused").HEAD()).statusCode()).isEqualTo(429);
    assertThat(send(to("/n/1")).body()).isEqualTo("1");
  }

  @Test
  void passesTheInvitationForABody() throws Exception {
    HttpRequest.Builder request = to("/echo").POST(BodyPublishers.ofString("ok"));
    assertThat(send(request.expectContinue(true)).body()).isEqualTo("ok");
  }

  @Test
  void answersAtOnceAndThrowsTheBodyAway() throws Exception {
    String body = "x".repeat(900_000);
    assertThat(send(to("/refused").POST(BodyPublishers.ofString(body))).body()).isEqualTo("no");
    byte[] large = new byte[9_000_000];
    assertThat(send(to("/refused").POST(BodyPublishers.ofByteArray(large))).statusCode())
        .isEqualTo(429);
    assertThat(send(to("/n/1")).body()).isEqualTo("1");
  }

  @Test
  void carriesManyStreamsWithBodiesBothWays() throws Exception {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String body = i + "-" + "x".repeat(i * 9973 % 200_000);
      all.add(
          client
              .sendAsync(
                  to("/echo").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString())
              .thenApply(answer -> answer.body().equals(body)));
    }
    for (CompletableFuture<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
  }

  @Test
  void letsStreamsInFlightFinishWhenItStops() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(client.sendAsync(to("/wait").build(), BodyHandlers.ofString()));
    }
    Poll.until(() -> waiting.get() == 20);
    Thread closing = Thread.ofVirtual().start(proxy::close);
    Poll.until(() -> refuses(proxy.port()));
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> one : all) {
      assertThat(one.get().body()).isEqualTo("waited");
    }
    closing.join();
  }

  private static boolean refuses(int port) {
    try (Wire _ = new Wire(port)) {
      return false;
    } catch (java.io.IOException e) {
      return true;
    }
  }
}
