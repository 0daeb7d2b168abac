package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.ExecPlugin.Interaction;
import io.voucherctl.commands.kube.KubeUser.Impersonation;
import io.voucherctl.commands.kube.KubeUser.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeClientsTest {
  private static final KubeRequest LIST = KubeRequest.list("configmaps", "prod");
  private static final String EMPTY =
      "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}";

  private final KubeClients clients =
      new KubeClients(
          new ExecRunner(false, Duration.ofSeconds(10)),
          () -> Instant.parse("2030-01-01T00:00:00Z"));
  private final LinkedBlockingQueue<Headers> seen = new LinkedBlockingQueue<>();
  private @Nullable HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aPersonWaitsLessThanTwoSecondsAndThereIsNoSecondTry() {
    Config config = clients.config(to("http://127.0.0.1:1"), KubeTimeouts.PERSON);

    assertThat(KubeTimeouts.PERSON.alive()).isLessThan(Duration.ofSeconds(1));
    assertThat(config.getConnectionTimeout()).isLessThan(1_000);
    assertThat(config.getRequestTimeout()).isEqualTo(15_000);
    assertThat(config.getRequestRetryBackoffLimit()).isZero();
  }

  @Test
  void aClosedPortIsUnreachable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Failure failure = failure(to("http://127.0.0.1:" + port));

    assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure.line())
        .isEqualTo(
            "the API server of context 'ctx' (http://127.0.0.1:"
                + port
                + ") refused the connection");
  }

  @ParameterizedTest
  @CsvSource({"http", "https"})
  void aServerThatAcceptsAndNeverAnswersIsUnreachableInTime(String scheme) throws IOException {
    try (ServerSocket hole = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      long start = System.nanoTime();

      Failure failure = failure(to(scheme + "://127.0.0.1:" + hole.getLocalPort()));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(failure.line()).endsWith("gave no answer in time");
    }
  }

  @Test
  void aHostThatDoesNotResolveIsUnreachable() {
    Failure failure = failure(to("http://no-such-host.invalid"));

    assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure.line()).endsWith("has a host name that does not resolve");
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNREACHABLE, refused the credentials of user 'sre'",
    "403, UNREACHABLE, no permission to list configmaps in namespace prod",
    "404, FAILED, cannot list configmaps in namespace prod: told",
    "409, CONFLICT, somebody else changed it first",
    "422, FAILED, answered 422: told",
    "503, FAILED, answered 503: told"
  })
  void aRefusalIsToldInOneLine(int status, ExitCode code, String words) throws IOException {
    String answer = "{\"kind\":\"Status\",\"code\":" + status + ",\"message\":\"told\\nmore\"}";

    Failure failure = failure(to(serve(status, answer)));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.line()).contains(words).doesNotContain("\n");
    assertThat(seen).as("asked once").hasSize(status == 401 ? 2 : 1);
  }

  @Test
  void aMissingPermissionIsToldWithTheCommandThatChecksIt() throws IOException {
    Failure failure = failure(to(serve(403, "")));

    assertThat(failure.hint()).contains("kubectl auth can-i list configmaps -n prod --context ctx");
  }

  @Test
  void aServerThatIsNoApiServerIsToldSo() throws IOException {
    Failure failure = failure(to(serve(200, "<html>hello</html>")));

    assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failure.line()).contains("does not speak the Kubernetes API");
  }

  @Test
  void tokensAndImpersonationAreSent() throws Exception {
    KubeUser user =
        new KubeUser(
            "sre",
            "tok",
            null,
            null,
            null,
            null,
            new Impersonation("alice", "42", List.of("a", "b"), Map.of("why", List.of("drill"))));

    list(as(serve(200, EMPTY), user));

    Headers headers = seen.take();
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer tok");
    assertThat(headers.getFirst("Impersonate-User")).isEqualTo("alice");
    assertThat(headers.getFirst("Impersonate-Uid")).isEqualTo("42");
    assertThat(headers.get("Impersonate-Group")).containsExactly("a", "b");
    assertThat(headers.getFirst("Impersonate-Extra-why")).isEqualTo("drill");
    assertThat(headers.getFirst("User-Agent")).isEqualTo("voucherctl");
  }

  @Test
  void aPasswordIsSentAsBasicAuthentication() throws Exception {
    list(
        as(
            serve(200, EMPTY),
            new KubeUser("sre", null, null, new Login("bob", "pw"), null, null, null)));

    assertThat(seen.take().getFirst("Authorization")).isEqualTo("Basic Ym9iOnB3");
  }

  @Test
  void thePluginsTokenIsSent() throws Exception {
    String answer =
        "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\","
            + "\"status\":{\"token\":\"fresh\"}}";
    ExecPlugin plugin =
        new ExecPlugin(
            "client.authentication.k8s.io/v1",
            "echo",
            List.of(answer),
            Map.of(),
            null,
            false,
            Interaction.NEVER);

    list(as(serve(200, EMPTY), new KubeUser("sre", null, null, null, null, plugin, null)));

    assertThat(seen.take().getFirst("Authorization")).isEqualTo("Bearer fresh");
  }

  private static KubeConnection to(String url) {
    return as(url, new KubeUser("sre", "tok", null, null, null, null, null));
  }

  private static KubeConnection as(String url, KubeUser user) {
    KubeServer server = new KubeServer(URI.create(url), false, null, null, null, null);
    return new KubeConnection("ctx", "prod", server, user);
  }

  private Failure failure(KubeConnection connection) {
    return catchThrowableOfType(Failure.class, () -> list(connection));
  }

  private void list(KubeConnection connection) {
    try (KubeSession session = clients.open(connection, KubeTimeouts.PERSON)) {
      session.call(LIST, client -> client.configMaps().inNamespace("prod").list());
    }
  }

  private String serve(int status, String answer) throws IOException {
    HttpServer http = HttpServer.create(loopback(), 0);
    start(http, status, answer);
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void start(HttpServer http, int status, String answer) {
    server = http;
    http.createContext("/version", KubeClientsTest::alive);
    http.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders());
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  /** What is asked once before anything else; any answer will do. */
  private static void alive(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
