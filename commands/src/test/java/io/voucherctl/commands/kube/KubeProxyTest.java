package io.voucherctl.commands.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies that take the first line and hang up: what reaches them is what counts. */
class KubeProxyTest {
  private final TestCertificate certificate;

  KubeProxyTest() throws Exception {
    certificate = new TestCertificate();
  }

  @ParameterizedTest
  @CsvSource({
    "http,   https, CONNECT api.internal:6443 HTTP/1.1",
    "http,   http,  GET http://api.internal:6443/version",
    "https,  https, CONNECT api.internal:6443 HTTP/1.1",
    "socks5, https, '\u0005'"
  })
  void theProxyOfTheClusterEntryIsUsedWhateverTheServersScheme(
      String proxyScheme, String serverScheme, String firstBytes) throws Exception {
    try (ServerSocket proxy = listen(proxyScheme.equals("https"))) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> firstBytes(proxy));

      Failure failure =
          failure(
              serverScheme + "://api.internal:6443",
              proxyScheme + "://localhost:" + proxy.getLocalPort(),
              certificate.pem());

      assertThat(first.get(5, TimeUnit.SECONDS)).startsWith(firstBytes);

      assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(failure.hint()).contains("proxy-url");
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "localhost, false"})
  void aTlsProxyMustShowATrustedCertificateForItsName(String host, boolean trusted)
      throws Exception {
    try (ServerSocket proxy = listen(true)) {
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> firstBytes(proxy));

      Failure failure =
          failure(
              "https://api.internal:6443",
              "https://" + host + ":" + proxy.getLocalPort(),
              trusted ? certificate.pem() : null);

      assertThat(failure.line()).contains("no trusted TLS connection");
      assertThat(first.get(5, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private ServerSocket listen(boolean tls) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return tls
        ? certificate.serverSide().getServerSocketFactory().createServerSocket(0, 8, loopback)
        : new ServerSocket(0, 8, loopback);
  }

  private static String firstBytes(ServerSocket proxy) {
    try (Socket socket = proxy.accept()) {
      byte[] bytes = new byte[200];
      int length = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static Failure failure(String server, String proxy, @Nullable String ca) {
    KubeConnection connection =
        new KubeConnection(
            "ctx",
            "prod",
            new KubeServer(URI.create(server), false, null, ca, URI.create(proxy), null),
            KubeUser.ANONYMOUS);
    KubeClients clients =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), InstantSource.system());
    try (KubeSession session = clients.open(connection, KubeTimeouts.PERSON)) {
      return catchThrowableOfType(
          Failure.class,
          () ->
              session.call(
                  KubeRequest.list("pods", "prod"),
                  client -> client.raw("/api/v1/pods", "GET", null)));
    }
  }
}
