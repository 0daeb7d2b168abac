package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http2.Http2Error;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 clients that make work and ask for nothing. */
final class FloodTest {
  private static final int CALM = (int) Http2Error.ENHANCE_YOUR_CALM.code();

  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);
  private Scripted upstream;
  private SecureProxy proxy;

  @BeforeEach
  void start() throws Exception {
    upstream =
        new Scripted((wire, _) -> {
          while (true) {
            if (wire.head().first().startsWith("GET /slow")) {
              begun.incrementAndGet();
              answer.await();
            }
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
    Duration patience = Duration.ofSeconds(20);
    proxy =
        new SecureProxy(
            upstream.address(), // all of them connect at once here
            options ->
                options.withTimes(ProxyTimes.DEFAULTS.withUpstream(patience, patience, patience)));
  }

  @AfterEach
  void stop() throws Exception {
    answer.countDown();
    proxy.close();
    upstream.close();
  }

  private interface Send {
    void to(Frames client, int number) throws IOException;
  }

  /** Sends until told to be calm, which must be soon; others are served all the while. */
  private void calmed(Send one) throws Exception {
    try (Frames client = new Frames(proxy.port());
        Frames other = new Frames(proxy.port())) {
      Thread flood = Thread.ofVirtual().start(() -> flood(client, one));
      Frames.Frame end = client.next(frame -> frame.type() == Frames.GOAWAY || frame.type() < 0);
      if (end.type() == Frames.GOAWAY) { // what it still sent may have made a reset overtake it
        assertThat(end.number(4)).isEqualTo(CALM);
      }
      flood.join();
      other.get(1, "/").send();
      assertThat(other.status(1)).isEqualTo("200");
    }
  }

  private static void flood(Frames client, Send one) {
    try {
      for (int i = 0; i < 2_000; i++) {
        one.to(client, i);
      }
      client.send();
    } catch (IOException e) {
      return; // the connection was closed in its face
    }
  }

  @Test
  void calmsAClientThatResetsWhatItAsks() throws Exception {
    calmed((client, i) -> client.get(2 * i + 1, "/slow").reset(2 * i + 1));
  }

  @Test
  void calmsAClientThatMakesUsReset() throws Exception {
    calmed((client, i) -> client.request(2 * i + 1, 0, "GET", "/slow").window(2 * i + 1, 0));
  }

  @Test
  void calmsAClientThatPings() throws Exception {
    calmed((client, _) -> client.add(Frames.PING, 0, 0, new byte[8]));
  }

  @Test
  void calmsAClientThatChangesItsSettings() throws Exception {
    calmed((client, _) -> client.add(Frames.SETTINGS, 0, 0));
  }

  @Test
  void calmsAClientThatSetsPriorities() throws Exception {
    calmed((client, i) -> client.add(2, 0, 2 * i + 1, new byte[5]));
  }

  @Test
  void calmsAClientThatSendsNothingInManyPieces() throws Exception {
    calmed((client, i) -> {
      if (i == 0) {
        client.request(1, 0, "POST", "/slow");
      }
      client.data(1, 0, "");
    });
  }

  @Test
  void calmsAClientWhoseHeadNeverEnds() throws Exception {
    calmed((client, i) -> client.add(i == 0 ? Frames.HEADERS : Frames.CONTINUATION, 0, 1));
  }

  @Test
  void refusesStreamsBeyondTheBound() throws Exception {
    try (Frames client = new Frames(proxy.port())) {
      for (int i = 0; i < 140; i++) {
        client.get(2 * i + 1, "/slow");
      }
      client.send();
      for (int i = 128; i < 140; i++) {
        assertThat(client.resetOf(2 * i + 1)).isEqualTo((int) Http2Error.REFUSED_STREAM.code());
      }
      Poll.until(() -> begun.get() == 128);
      answer.countDown();
      assertThat(client.status(1)).isEqualTo("200");
      assertThat(client.body(1)).isEqualTo("ok");
      client.get(301, "/").send();
      assertThat(client.status(301)).isEqualTo("200");
    }
  }
}
