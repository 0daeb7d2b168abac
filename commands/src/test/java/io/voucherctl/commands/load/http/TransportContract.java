package io.voucherctl.commands.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every HTTP/1.1 transport does with a server that behaves, and with one that does not. */
@Timeout(20)
abstract class TransportContract {
  static final List<Tenant> TENANTS =
      List.of(new Tenant("acme", "app", "token", TenantQuota.of("acme", Rate.perSecond(50))));

  abstract WireServer server(WireServer.Behaviour behaviour) throws Exception;

  abstract Transport open(URI uri, int connections) throws Exception;

  @Test
  void anAnswerIsToldOnceAndTheConnectionKept() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(201));
        Transport transport = open(server.uri(), 4)) {
      TransportDrive drive = new TransportDrive(transport);
      for (int i = 0; i < 5; i++) {
        assertThat(drive.fateOf("/one")).isEqualTo("answered 201");
      }
      assertThat(drive.fates.getFirst().told).containsExactly("sent after waiting", "answered 201");
      assertThat(drive.fates.getLast().told).containsExactly("sent", "answered 201");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aRequestIsWhatWasAskedForWithTheTenantsKeys() throws Exception {
    AtomicInteger right = new AtomicInteger();
    try (WireServer server =
            server((line, head) -> {
              if (line.equals("POST /v1/x-1/validate HTTP/1.1")
                  && head.contains("\r\nX-App-Id: app\r\n")
                  && head.contains("\r\nX-App-Token: token\r\n")
                  && head.contains("\r\nContent-Length: 7\r\n")
                  && head.contains("\r\nHost: ")) {
                right.incrementAndGet();
              }
              return WireServer.status(200);
            });
        Transport transport = open(server.uri(), 1)) {
      assertThat(new TransportDrive(transport).fateOf("/v1/x-1/validate"))
          .isEqualTo("answered 200");
      assertThat(right).hasValue(1);
    }
  }

  @Test
  void requestsBeyondTheConnectionsWaitInTheirOrder() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Queue<Character> order = new ConcurrentLinkedQueue<>();
    try (WireServer server =
            server((line, _) -> {
              order.add(line.charAt(6));
              wait(go);
              return WireServer.status(200);
            });
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      for (String path : List.of("/a", "/b", "/c", "/d")) {
        drive.send(path);
      }
      drive.until(() -> server.requests.get() == 1);
      assertThat(server.connections).hasValue(1);
      go.countDown();
      drive.untilAllEnded();
      assertThat(order).containsExactly('a', 'b', 'c', 'd');
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws Exception {
    URI nowhere;
    try (WireServer server = server((_, _) -> null)) {
      nowhere = server.uri();
    }
    try (Transport transport = open(nowhere, 2)) {
      TransportDrive drive = new TransportDrive(transport);
      for (int i = 0; i < 5; i++) {
        drive.send("/a");
      }
      drive.untilAllEnded();
      assertThat(drive.fates).allSatisfy(fate -> assertThat(fate.told).containsExactly("refused"));
    }
  }

  @Test
  void aConnectionClosedOrResetInsteadOfAnAnswerIsNotRetried() throws Exception {
    try (WireServer server = server((_, _) -> "");
        Transport transport = open(server.uri(), 2)) {
      TransportDrive drive = new TransportDrive(transport);
      assertThat(drive.fateOf("/a")).isEqualTo("reset");
      assertThat(drive.fateOf("/a")).isEqualTo("reset");
      assertThat(server.requests).hasValue(2);
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void halfAnAnswerIsNone() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf";
    try (WireServer server = server((_, _) -> half);
        Transport transport = open(server.uri(), 2)) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("reset");
    }
  }

  @Test
  void whatIsNoHttpIsAReset() throws Exception {
    for (String noise :
        List.of(
            "SSH-2.0-OpenSSH\r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      try (WireServer server = server((_, _) -> noise);
          Transport transport = open(server.uri(), 2)) {
        assertThat(new TransportDrive(transport).fateOf("/a")).as(noise).isEqualTo("reset");
      }
    }
  }

  @Test
  void anAnswerToldToCloseEndsItsConnection() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200, "Connection: close"));
        Transport transport = open(server.uri(), 2)) {
      TransportDrive drive = new TransportDrive(transport);
      for (int i = 0; i < 10; i++) {
        assertThat(drive.fateOf("/a")).isEqualTo("answered 200");
      }
      assertThat(server.connections).hasValue(10);
      assertThat(server.requests).hasValue(10);
    }
  }

  @Test
  void everyFormOfAnswerEndsWhereItEnds() throws Exception {
    String chunked =
        String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "Trailer: X",
            "",
            "5;a=b",
            "hello",
            "1A",
            "abcdefghijklmnopqrstuvwxyz",
            "0",
            "X: y",
            "",
            "");
    List<String> answers =
        List.of(
            chunked,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + WireServer.status(200),
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            WireServer.status(429, "Retry-After: 1"));
    AtomicInteger next = new AtomicInteger();
    try (WireServer server = server((_, _) -> answers.get(next.getAndIncrement()));
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      answers.forEach(_ -> drive.send("/a"));
      drive.untilAllEnded();
      assertThat(drive.fates.stream().map(TransportDrive.Fate::end))
          .containsExactly(
              "answered 200",
              "answered 200",
              "answered 204",
              "answered 304",
              "answered 200",
              "answered 429");
      assertThat(server.connections).hasValue(1);
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnection() throws Exception {
    String endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it";
    try (WireServer server = server((_, _) -> endless);
        Transport transport = open(server.uri(), 2)) {
      assertThat(new TransportDrive(transport).fateOf("/a")).isEqualTo("answered 200");
    }
  }

  @Test
  void aConnectionThatDiedWhileIdleCostsNothing() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200));
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      assertThat(drive.fateOf("/a")).isEqualTo("answered 200");
      server.cutAll();
      drive.pollFor(50);
      assertThat(drive.fateOf("/a")).isEqualTo("answered 200");
      assertThat(server.connections).hasValue(2);
    }
  }

  @Test
  void whatIsGivenUpIsToldNothingAndItsAnswerTakenByNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (WireServer server =
            server((line, _) -> {
              if (line.contains("/slow")) {
                wait(go);
                return WireServer.status(500);
              }
              return WireServer.status(200);
            });
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      TransportDrive.Fate slow = drive.send("/slow");
      TransportDrive.Fate waiting = drive.send("/never");
      drive.until(() -> server.requests.get() == 1);
      waiting.carried.cancel();
      slow.carried.cancel();
      TransportDrive.Fate next = drive.send("/a");
      drive.until(() -> !next.end().isEmpty());
      go.countDown();
      drive.pollFor(50);
      assertThat(next.end()).isEqualTo("answered 200");
      assertThat(slow.told).doesNotContain("answered 500", "reset");
      assertThat(waiting.told).isEmpty();
      assertThat(server.requests).hasValue(2);
    }
  }

  @Test
  void aLargeBodyGoesOutInPieces() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(200));
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      drive.send("/a", "x".repeat(8_000_000));
      drive.send("/b");
      drive.untilAllEnded();
      assertThat(drive.fates.stream().map(TransportDrive.Fate::end))
          .containsExactly("answered 200", "answered 200");
    }
  }

  @Test
  void aConnectionOnWhichTheAnswerOvertookTheRequestIsNotUsedAgain() throws Exception {
    try (WireServer server = server((_, _) -> WireServer.status(413, "Connection: close"));
        Transport transport = open(server.uri(), 1)) {
      TransportDrive drive = new TransportDrive(transport);
      assertThat(drive.fateOf("/a")).isEqualTo("answered 413");
      assertThat(drive.fateOf("/b")).isEqualTo("answered 413");
    }
  }

  static void wait(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
