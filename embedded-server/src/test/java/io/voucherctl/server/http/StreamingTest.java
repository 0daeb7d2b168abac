package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies far larger than what may be buffered. */
final class StreamingTest {
  private static final int PIECE = 64 * 1024;
  private static final long PIECES = 512;
  // what the kernel's socket buffers may take on loopback, three sockets in a row, and ours
  private static final long MOST_BUFFERED = PIECES * PIECE / 2;

  private final AtomicLong written = new AtomicLong();
  private final CountDownLatch left = new CountDownLatch(1);
  private HttpServer server;
  private ProxyServer proxy;

  @BeforeEach
  void start() throws Exception {
    server =
        HttpServer.start(
            HttpServer.Options.of("server", "127.0.0.1", 0),
            Router.builder(Errors::shape)
                .route("GET", "/large", _ -> Response.stream(200, "text/plain", this::large))
                .route("GET", "/broken", _ -> Response.stream(200, "text/plain", this::broken))
                .route("GET", "/small", _ -> Response.text(200, "small"))
                .build(),
            Errors::shape);
    proxy = new Courses(address(server.port())).proxy();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void large(Response.BodySink sink) throws InterruptedException {
    sink.onClose(left::countDown);
    byte[] piece = new byte[PIECE];
    for (long i = 0; i < PIECES && sink.write(piece); i++) {
      written.addAndGet(PIECE);
    }
  }

  private void broken(Response.BodySink sink) throws Exception {
    sink.write("half".getBytes(StandardCharsets.UTF_8));
    throw new IOException("meant to fail");
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.close();
  }

  @Test
  void waitsForAClientThatReadsSlowly() throws Exception {
    for (int port : new int[] {server.port(), proxy.port()}) {
      written.set(0);
      try (Wire wire = new Wire(port)) {
        wire.socket().setReceiveBufferSize(PIECE);
        wire.ask("GET", "/large");
        assertThat(Poll.settled(written::get)).isLessThan(MOST_BUFFERED);
        assertThat(wire.head().status()).isEqualTo(200);
        assertThat(wire.skipChunks()).isEqualTo(PIECES * PIECE);
        assertThat(wire.ask("GET", "/small").answer().body()).isEqualTo("small");
      }
    }
    assertThat(left.getCount()).isEqualTo(1);
  }

  @Test
  void tellsAStreamThatItsClientHasLeft() throws Exception {
    try (Wire wire = new Wire(proxy.port())) {
      wire.ask("GET", "/large").head();
    }
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void breaksOffWhenAStreamFails() throws Exception {
    for (int port : new int[] {server.port(), proxy.port()}) {
      try (Wire wire = new Wire(port)) {
        assertThat(wire.ask("GET", "/broken").head().status()).isEqualTo(200);
        assertThat(wire.chunk()).isEqualTo("half");
        assertThat(wire.ends()).isTrue();
      }
    }
  }

  @Test
  void waitsForAnUpstreamThatReadsSlowly() throws Exception {
    AtomicLong sent = new AtomicLong();
    CountDownLatch read = new CountDownLatch(1);
    long length = PIECES * PIECE;
    try (Scripted upstream =
        new Scripted((wire, _) -> {
          wire.socket().setReceiveBufferSize(PIECE);
          wire.head();
          read.await();
          wire.skip(length);
          wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          wire.ends();
        })) {
      try (ProxyServer other = new Courses(upstream.address()).proxy();
          Wire wire = new Wire(other.port())) {
        wire.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: " + length + "\r\n\r\n");
        Thread sender = Thread.ofVirtual().start(() -> upload(wire, sent));
        assertThat(Poll.settled(sent::get)).isLessThan(MOST_BUFFERED);
        read.countDown();
        assertThat(wire.answer().body()).isEqualTo("ok");
        sender.join();
      }
    }
  }

  private static void upload(Wire wire, AtomicLong sent) {
    byte[] piece = new byte[PIECE];
    try {
      for (long i = 0; i < PIECES; i++) {
        wire.send(piece);
        sent.addAndGet(PIECE);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
