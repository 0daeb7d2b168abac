package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsServer;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KubeTlsTest {
  private final AtomicInteger answered = new AtomicInteger();

  @Test
  void theCertificateIsCheckedAgainstTheServerNameAndTheClientShowsItsOwn() throws Exception {
    TestCertificate certificate = new TestCertificate();
    KubeUser user = new KubeUser("sre", null, null, null, certificate.client(), null, null);
    HttpsServer server = serve(certificate);
    String url = "https://127.0.0.1:" + server.getAddress().getPort();
    try {
      list(tls(url, "api.internal", certificate.pem(), false, user));
      list(tls(url, null, null, true, user));
      Failure wrongName = failure(tls(url, "other.internal", certificate.pem(), false, user));
      Failure noName = failure(tls(url, null, certificate.pem(), false, user));
      Failure noAuthority = failure(tls(url, "api.internal", null, false, user));

      assertThat(answered).hasValue(2);
      assertThat(List.of(wrongName, noName, noAuthority))
          .allSatisfy(failure -> {
            assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(failure.line()).contains("no trusted TLS connection");
          });
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aKeyThatIsNoKeyIsRefusedWithoutQuotingIt() {
    KubeUser user =
        new KubeUser(
            "sre", null, null, null, new KubeUser.ClientCertificate("hush", "hush"), null, null);

    Failure failure = failure(tls("https://127.0.0.1:1", null, null, false, user));

    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.line()).contains("context 'ctx'").doesNotContain("hush");
  }

  private HttpsServer serve(TestCertificate certificate) throws Exception {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(certificate.configurator(true));
    https.createContext(
        "/",
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/version")) {
            answered.incrementAndGet();
          }
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    https.start();
    return https;
  }

  private static KubeConnection tls(
      String url, @Nullable String name, @Nullable String ca, boolean insecure, KubeUser user) {
    return new KubeConnection(
        "ctx", "prod", new KubeServer(URI.create(url), insecure, name, ca, null, null), user);
  }

  private static Failure failure(KubeConnection connection) {
    return catchThrowableOfType(Failure.class, () -> list(connection));
  }

  private static void list(KubeConnection connection) {
    KubeClients clients =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), InstantSource.system());
    try (KubeSession session = clients.open(connection, KubeTimeouts.PERSON)) {
      session.call(
          KubeRequest.list("pods", "prod"), client -> client.raw("/api/v1/pods", "GET", null));
    }
  }
}
