package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/1.1 over TLS, and what does not get that far. */
final class TlsListenerTest {
  @TempDir Path folder;
  private Path certificate;
  private Path key;
  private TlsFiles files;
  private HttpServer upstream;
  private Courses courses;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    Certificates.one().writeTo(certificate, key);
    files = TlsFiles.open(certificate, key, InstantSource.system());
    upstream =
        HttpServer.start(
            HttpServer.Options.of("upstream", "127.0.0.1", 0),
            Router.builder(Errors::shape)
                .route("GET", "/proto", r -> Response.text(200, r.header("x-forwarded-proto")))
                .route("POST", "/echo", r -> Response.json(200, r.body()))
                .route("GET", "/stream", _ -> Response.stream(200, "text/plain", this::stream))
                .build(),
            Errors::shape);
    courses = new Courses(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()));
    proxy = start(Courses.options().withTls(files));
  }

  private ProxyServer start(ProxyServer.Options options) throws Exception {
    return ProxyServer.start(options, courses, Errors::shape);
  }

  private void stream(Response.BodySink sink) throws InterruptedException {
    sink.write("one,".getBytes(StandardCharsets.UTF_8));
    sink.write("two".getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    proxy.close();
    upstream.close();
    files.close();
  }

  @Test
  void passesRequestsOfHttp11On() throws Exception {
    try (SSLSocket socket = SecureWire.connect(proxy.port(), "http/1.1");
        Wire wire = new Wire(socket)) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(wire.ask("GET", "/proto").answer().body()).isEqualTo("https");
      String body = "x".repeat(300_000);
      assertThat(wire.post("/echo", body).answer().body()).isEqualTo(body);
      assertThat(wire.ask("GET", "/stream").answer().body()).isEqualTo("one,two");
    }
  }

  @Test
  void speaksHttp11WithThoseWhoDoNotAsk() throws Exception {
    try (SSLSocket socket = SecureWire.connect(proxy.port());
        Wire wire = new Wire(socket)) {
      assertThat(socket.getApplicationProtocol()).isEmpty();
      assertThat(wire.ask("GET", "/proto").answer().body()).isEqualTo("https");
    }
  }

  @Test
  void saysOnThePlainPortThatItIsPlain() throws Exception {
    try (ProxyServer plain = start(Courses.options());
        Wire wire = new Wire(plain.port())) {
      String claim = "GET /proto HTTP/1.1\r\nHost: t\r\nX-Forwarded-Proto: https\r\n\r\n";
      assertThat(wire.send(claim).answer().body()).isEqualTo("http");
    }
  }

  @Test
  void endsTheConnectionInOrderAfterTheLastAnswer() throws Exception {
    try (Wire wire = new Wire(SecureWire.connect(proxy.port(), "http/1.1"))) {
      wire.send("POST /refused HTTP/1.1\r\nHost: t\r\nContent-Length: 9000000\r\n\r\nabc");
      Wire.Answer answer = wire.answer();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(wire.ends()).isTrue();
    }
    try (Wire wire = new Wire(SecureWire.connect(proxy.port()))) {
      assertThat(wire.send("GET /stream HTTP/1.0\r\n\r\n").answer().body()).isEqualTo("one,two");
    }
  }

  @Test
  void givesNewConnectionsTheNewCertificateAndLeavesOldOnesAlone() throws Exception {
    try (SSLSocket before = SecureWire.connect(proxy.port(), "http/1.1");
        Wire wire = new Wire(before)) {
      assertThat(wire.ask("GET", "/proto").answer().status()).isEqualTo(200);
      Certificates.two().writeTo(certificate, key);
      Poll.until(() -> files.standing().subject().equals("CN=two"));
      try (SSLSocket after = SecureWire.connect(proxy.port(), "http/1.1")) {
        assertThat(SecureWire.subject(after)).isEqualTo("CN=two");
      }
      assertThat(SecureWire.subject(before)).isEqualTo("CN=one");
      assertThat(wire.ask("GET", "/proto").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void closesOnThoseWhoSpeakPlainly() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.ask("GET", "/proto");
      assertThat(wire.ends()).isTrue();
    }
    try (Wire wire = new Wire(proxy.port())) {
      wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      assertThat(wire.ends()).isTrue();
    }
  }

  @Test
  void answersAHelloOnThePlainPort() throws Exception {
    try (ProxyServer plain = start(Courses.options())) {
      assertThatThrownBy(() -> SecureWire.connect(plain.port(), "h2"))
          .isInstanceOf(SSLException.class);
      try (Wire wire = new Wire(plain.port())) {
        byte[] hello = {
          0x16, 0x03, 0x01, 0x00, 0x05, 0x01, 0x00, 0x00, 0x01, 0x0d, 0x0a, 0x0d, 0x0a
        };
        assertThat(wire.send(hello).answer().status()).isEqualTo(400);
        assertThat(wire.ends()).isTrue();
      }
    }
  }

  @Test
  void givesAHandshakeNoMoreThanItsTime() throws Exception {
    Duration brief = Duration.ofMillis(100);
    ProxyTimes times = ProxyTimes.DEFAULTS.withRequests(brief, brief, brief);
    try (ProxyServer hasty = start(Courses.options().withTls(files).withTimes(times));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), hasty.port());
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), hasty.port())) {
      slow.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
      assertThat(ended(silent)).isTrue();
      assertThat(ended(slow)).isTrue();
    }
  }

  private static boolean ended(Socket socket) throws Exception {
    socket.setSoTimeout(10_000);
    InputStream in = socket.getInputStream();
    return in.readAllBytes().length < 100;
  }

  @Test
  void survivesHandshakesThatAreBrokenOff() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
        socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x00, 0x02, (byte) i, 0x00});
      }
    }
    try (Wire wire = new Wire(SecureWire.connect(proxy.port(), "http/1.1"))) {
      assertThat(wire.ask("GET", "/proto").answer().body()).isEqualTo("https");
    }
  }
}
