package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HttpProbeTest {
  private final HttpProbe probe = new HttpProbe(InstantSource.system());

  @Test
  void takesEveryStatusFrom200To399() throws IOException {
    assertThat(answer("HTTP/1.1 200 OK\r\n\r\n").success()).isTrue();
    assertThat(answer("HTTP/1.1 399\r\n\r\n").success()).isTrue();
    assertThat(answer("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
        .isEqualTo(new HttpProbe.Outcome(false, "HTTP probe failed with statuscode: 503"));
  }

  @Test
  void failsOnWhatIsNoHttp() throws IOException {
    assertThat(answer("SSH-2.0\r\n").message()).endsWith("malformed HTTP response");
    assertThat(answer("x".repeat(5_000)).message()).endsWith("malformed HTTP response");
    assertThat(answer("").message()).endsWith("EOF");
  }

  @Test
  void failsWhenNobodyAnswersInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      HttpProbe.Outcome outcome = probe.get(spec(silent.getLocalPort(), Duration.ofMillis(100)));
      assertThat(outcome.message()).endsWith("context deadline exceeded");
    }
  }

  @Test
  void failsWhenNobodyListens() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = gone.getLocalPort();
    }
    assertThat(probe.get(spec(port, Duration.ofSeconds(1))).message())
        .isEqualTo("Get \"http://127.0.0.1:" + port + "/livez\": Connection refused");
  }

  @Test
  void neverGivesOnePortTwice() {
    HostPorts ports = new HostPorts(new SplittableRandom(7));
    int first = ports.take().orElseThrow();

    assertThat(first).isBetween(20_000, 31_999);
    assertThat(ports.take(first)).isFalse();
    ports.release(first);
    assertThat(ports.take(first)).isTrue();
  }

  private HttpProbe.Outcome answer(String response) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = server.accept()) {
              socket.getInputStream().read(new byte[1_024]);
              socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      return probe.get(spec(server.getLocalPort(), Duration.ofSeconds(5)));
    }
  }

  private static ProbeSpec spec(int port, Duration timeout) {
    return new ProbeSpec("/livez", port, Duration.ZERO, Duration.ofSeconds(1), timeout, 1, 1);
  }
}
