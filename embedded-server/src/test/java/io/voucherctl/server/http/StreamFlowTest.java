package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bodies larger than what may be held, and streams that end early. */
final class StreamFlowTest {
  private static final int PIECE = 16 * 1024;
  private static final long LENGTH = 16 * 1024 * 1024L;
  // what the kernel's socket buffers may take on loopback, and ours
  private static final long MOST_BUFFERED = 12 * 1024 * 1024L;
  // encrypted and decrypted in one process, and the kernel's share is 4 MB at most
  private static final long UPLOAD = 8 * 1024 * 1024L;
  private static final int INITIAL_WINDOW = 4;

  private final AtomicLong written = new AtomicLong();

  /** Answers every request with a body of {@link #LENGTH}. */
  private Scripted generous() throws Exception {
    return new Scripted((wire, _) -> {
      wire.socket().setSendBufferSize(PIECE);
      wire.head();
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n");
      byte[] piece = new byte[PIECE];
      for (long at = 0; at < LENGTH; at += PIECE) {
        wire.send(piece);
        written.addAndGet(PIECE);
      }
      wire.ends();
    });
  }

  private static long read(Frames client, int stream) throws Exception {
    long all = 0;
    while (true) {
      Frames.Frame piece =
          client.next(frame -> frame.type() == Frames.DATA && frame.stream() == stream);
      all += piece.payload().remaining();
      if (piece.last()) {
        return all;
      }
      client.window(0, Math.max(1, piece.payload().remaining()));
      client.window(stream, Math.max(1, piece.payload().remaining())).send();
    }
  }

  @Test
  void waitsForAStreamWhoseClientTakesNothing() throws Exception {
    try (Scripted upstream = generous();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port(), INITIAL_WINDOW, 0)) {
      client.get(1, "/large").send();
      assertThat(client.status(1)).isEqualTo("200");
      assertThat(Poll.settled(written::get)).isLessThan(MOST_BUFFERED);
      client.get(3, "/refused").send();
      assertThat(client.status(3)).isEqualTo("429");
      client.window(3, 100).send();
      assertThat(client.body(3)).isEqualTo("no");
      client.window(1, 60_000).send();
      assertThat(read(client, 1)).isEqualTo(LENGTH);
    }
  }

  @Test
  void waitsForAClientThatDoesNotReadItsSocket() throws Exception {
    try (Scripted upstream = generous();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port(), INITIAL_WINDOW, Integer.MAX_VALUE)) {
      client.window(0, Integer.MAX_VALUE - 65_535).get(1, "/large").send();
      assertThat(Poll.settled(written::get)).isLessThan(MOST_BUFFERED);
      assertThat(client.status(1)).isEqualTo("200");
      long all = 0;
      Frames.Frame piece;
      do {
        piece = client.next(frame -> frame.type() == Frames.DATA);
        all += piece.payload().remaining();
      } while (!piece.last());
      assertThat(all).isEqualTo(LENGTH);
    }
  }

  @Test
  void readsNothingMoreFromAClientThatDoesNotReadAnswersWithoutABody() throws Exception {
    try (Scripted upstream = generous();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      AtomicLong sent = new AtomicLong();
      int most = 2_000_000;
      Thread flood =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < most; i++) {
                    client.request(2 * i + 1, Frames.END_STREAM, "HEAD", "/refused").send();
                    sent.incrementAndGet();
                  }
                } catch (Exception e) {
                  return; // closed by the test
                }
              });
      assertThat(Poll.settled(sent::get)).isLessThan(most);
      client.socket().close();
      flood.join();
    }
  }

  @Test
  void letsAClientSendOnlyWhatTheUpstreamTakes() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    try (Scripted upstream =
            new Scripted((wire, _) -> {
              wire.socket().setReceiveBufferSize(PIECE);
              boolean slow = wire.head().first().startsWith("POST /slow");
              if (slow) {
                read.await();
                // A small window would make the rest a matter of the kernel's delays.
                wire.socket().setReceiveBufferSize(1 << 20);
              }
              wire.skip(slow ? UPLOAD : 5);
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              wire.ends();
            });
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      client.request(1, 0, "POST", "/slow", "content-length", Long.toString(UPLOAD)).send();
      Upload upload = new Upload(client, 1);
      Thread receiver = Thread.ofVirtual().start(upload::receive);
      Thread sender = Thread.ofVirtual().start(upload::send);
      assertThat(Poll.settled(upload.sent::get)).isLessThan(UPLOAD);
      upload.sendQuick(3);
      Poll.until(() -> upload.answered.get() == 3);
      read.countDown();
      Poll.until(() -> upload.answered.get() == 1);
      sender.join();
      client.socket().close();
      receiver.join();
      assertThat(upload.sent).hasValue(UPLOAD);
    }
  }

  /** Sends a body as the windows allow it. */
  private static final class Upload {
    final AtomicLong sent = new AtomicLong();
    final AtomicLong answered = new AtomicLong();
    private final Frames client;
    private final int stream;
    private long streamWindow = ClientStreams.STREAM_WINDOW;
    private long connectionWindow = 65_535;

    Upload(Frames client, int stream) {
      this.client = client;
      this.stream = stream;
    }

    void receive() {
      try {
        for (Frames.Frame frame = client.next(); frame.type() >= 0; frame = client.next()) {
          take(frame);
        }
      } catch (Exception e) {
        return; // closed by the test
      }
    }

    private synchronized void take(Frames.Frame frame) {
      if (frame.type() == Frames.WINDOW && frame.stream() == 0) {
        connectionWindow += frame.number(0);
      } else if (frame.type() == Frames.WINDOW && frame.stream() == stream) {
        streamWindow += frame.number(0);
      } else if (frame.last()) {
        answered.set(frame.stream());
      }
      notifyAll();
    }

    synchronized void sendQuick(int other) throws Exception {
      client.request(other, 0, "POST", "/quick", "content-length", "5");
      client.data(other, Frames.END_STREAM, "quick").send();
      connectionWindow -= 5;
    }

    synchronized void send() {
      try {
        String piece = "x".repeat(PIECE);
        while (sent.get() < UPLOAD) {
          int most = (int) Math.min(PIECE, Math.min(streamWindow, connectionWindow));
          int bytes = (int) Math.min(most, UPLOAD - sent.get());
          if (bytes == 0) {
            wait();
            continue;
          }
          boolean last = sent.get() + bytes == UPLOAD;
          client.data(stream, last ? Frames.END_STREAM : 0, piece.substring(0, bytes)).send();
          streamWindow -= bytes;
          connectionWindow -= bytes;
          sent.addAndGet(bytes);
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void resetsAStreamWhoseClientTakesNothingForTooLong() throws Exception {
    Duration brief = Duration.ofMillis(200);
    try (Scripted upstream = generous();
        SecureProxy proxy =
            new SecureProxy(
                upstream.address(),
                options ->
                    options.withTimes(
                        ProxyTimes.DEFAULTS.withClient(Duration.ofSeconds(20), brief, brief)));
        Frames client = new Frames(proxy.port(), INITIAL_WINDOW, 1000)) {
      client.get(1, "/large").send();
      assertThat(client.resetOf(1)).isEqualTo((int) Http2Error.CANCEL.code());
      assertThat(proxy.courses().next()).isEqualTo("finished 200");
    }
  }

  @Test
  void answersAClientThatOwesItsBodyForTooLong() throws Exception {
    Duration brief = Duration.ofMillis(150);
    try (Scripted upstream = generous();
        SecureProxy proxy =
            new SecureProxy(
                upstream.address(),
                options ->
                    options.withTimes(
                        ProxyTimes.DEFAULTS.withClient(brief, Duration.ofSeconds(20), brief)));
        Frames client = new Frames(proxy.port())) {
      client.request(1, 0, "POST", "/refused").data(1, 0, "abc").send();
      assertThat(client.status(1)).isEqualTo("429");
      assertThat(client.resetOf(1)).isEqualTo((int) Http2Error.NO_ERROR.code());
    }
  }

  @Test
  void asksForNoMoreOfABodyThatIsNotWanted() throws Exception {
    try (Scripted upstream = generous();
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      client.request(1, 0, "POST", "/refused", "content-length", "9000000").send();
      assertThat(client.status(1)).isEqualTo("429");
      assertThat(client.body(1)).isEqualTo("no");
      assertThat(client.resetOf(1)).isEqualTo((int) Http2Error.NO_ERROR.code());
      client.request(3, 0, "POST", "/refused", "content-length", "3").send();
      assertThat(client.status(3)).isEqualTo("429");
      client.data(3, Frames.END_STREAM, "abc").get(5, "/refused").send();
      assertThat(client.status(5)).isEqualTo("429");
    }
  }

  @Test
  void tellsTheUpstreamThatAStreamWasReset() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    try (Scripted upstream =
            new Scripted((wire, _) -> {
              wire.head();
              arrived.countDown();
              if (wire.ends()) {
                left.countDown();
              }
            });
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      client.get(1, "/a").send();
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      client.reset(1).send();
      assertThat(proxy.courses().next()).isEqualTo("finished 0");
      assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
      client.get(3, "/refused").send();
      assertThat(client.status(3)).isEqualTo("429");
    }
  }

  @Test
  void breaksAStreamOffWhoseAnswerIsNotWhole() throws Exception {
    try (Scripted upstream =
            new Scripted((wire, _) -> {
              wire.head();
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            });
        SecureProxy proxy = new SecureProxy(upstream.address());
        Frames client = new Frames(proxy.port())) {
      client.get(1, "/a").send();
      assertThat(client.status(1)).isEqualTo("200");
      assertThat(client.resetOf(1)).isEqualTo((int) Http2Error.INTERNAL_ERROR.code());
      client.get(3, "/refused").send();
      assertThat(client.status(3)).isEqualTo("429");
    }
  }
}
