package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ClosingTest {
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();

  private Response wait(Request request) throws InterruptedException {
    begun.incrementAndGet();
    if (!request.head().rawTarget().equals("/now")) {
      answer.await();
    }
    return Response.text(200, "done");
  }

  private HttpServer server(Duration grace) throws Exception {
    return HttpServer.start(
        HttpServer.Options.of("server", "127.0.0.1", 0).withGrace(grace),
        this::wait,
        Errors::shape);
  }

  private static Courses courses(HttpServer server) {
    return new Courses(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  private static boolean refuses(int port) {
    try (Wire _ = new Wire(port)) {
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void letsRequestsInFlightFinish() throws Exception {
    HttpServer server = server(Duration.ofSeconds(10));
    ProxyServer proxy = courses(server).proxy();
    try (Wire direct = new Wire(server.port());
        Wire proxied = new Wire(proxy.port());
        Wire idle = new Wire(proxy.port())) {
      assertThat(idle.ask("GET", "/now").answer().body()).isEqualTo("done");
      direct.ask("GET", "/");
      proxied.ask("GET", "/");
      Poll.until(() -> begun.get() == 3);
      Thread closing = Thread.ofVirtual().start(proxy::close);
      Thread both = Thread.ofVirtual().start(server::close);
      Poll.until(() -> refuses(proxy.port()) && refuses(server.port()));
      assertThat(idle.ends()).isTrue();
      answer.countDown();
      Wire.Answer first = proxied.answer();
      assertThat(first.body()).isEqualTo("done");
      assertThat(first.header("connection")).isEqualTo("close");
      assertThat(proxied.ends()).isTrue();
      assertThat(direct.answer().header("connection")).isEqualTo("close");
      closing.join();
      both.join();
    }
  }

  @Test
  void losesNoRequestOfABusyClient() throws Exception {
    try (HttpServer upstream = server(Duration.ofSeconds(5));
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer server = server(Duration.ofSeconds(5));
      ProxyServer proxy = courses(upstream).proxy();
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        int port = i % 2 == 0 ? server.port() : proxy.port();
        all.add(clients.submit(() -> askUntilTold(port)));
      }
      Poll.until(() -> begun.get() > 500);
      proxy.close();
      server.close();
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  /** Asks without a pause until an answer says that the connection ends. */
  private static boolean askUntilTold(int port) throws IOException {
    try (Wire wire = new Wire(port)) {
      while (true) {
        Wire.Answer answer = wire.ask("GET", "/now").answer();
        if (answer.header("connection").equals("close")) {
          return answer.status() == 200 && wire.ends();
        }
      }
    }
  }

  @Test
  void endsWhatOutlastsTheGrace() throws Exception {
    HttpServer server = server(Duration.ofMillis(50));
    try (Wire wire = new Wire(server.port())) {
      wire.ask("GET", "/");
      Poll.until(() -> begun.get() == 1);
      server.close();
      assertThat(wire.ends()).isTrue();
      server.close();
      assertThatThrownBy(() -> new Wire(server.port())).isInstanceOf(ConnectException.class);
    } finally {
      answer.countDown();
    }
  }

  @Test
  void turnsAwayConnectionsBeyondTheBound() throws Exception {
    try (HttpServer server =
            HttpServer.start(
                HttpServer.Options.of("server", "127.0.0.1", 0).withMaxConnections(2),
                _ -> Response.text(200, "hi"),
                Errors::shape);
        Wire first = new Wire(server.port())) {
      try (Wire second = new Wire(server.port())) {
        assertThat(first.ask("GET", "/").answer().body()).isEqualTo("hi");
        assertThat(second.ask("GET", "/").answer().body()).isEqualTo("hi");
        try (Wire third = new Wire(server.port())) {
          assertThat(third.ends()).isTrue();
        }
      }
      Poll.until(() -> isServed(server.port()));
    }
  }

  private static boolean isServed(int port) {
    try (Wire wire = new Wire(port)) {
      return wire.ask("GET", "/").answer().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void closesConnectionsThatSayNothing() throws Exception {
    try (HttpServer server =
            HttpServer.start(
                HttpServer.Options.of("server", "127.0.0.1", 0).withIdle(Duration.ofMillis(100)),
                _ -> Response.text(200, "hi"),
                Errors::shape);
        Wire silent = new Wire(server.port());
        Wire slow = new Wire(server.port());
        Wire owing = new Wire(server.port())) {
      slow.send("GET / HTTP/1.1\r\nHo");
      owing.send("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nabc");
      assertThat(silent.ends()).isTrue();
      assertThat(slow.ends()).isTrue();
      assertThat(owing.answer().status()).isEqualTo(408);
    }
  }

  @Test
  void runsAnActionOfAStreamWhoseClientLeftBefore() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(1);
    try (HttpServer server =
        HttpServer.start(
            HttpServer.Options.of("server", "127.0.0.1", 0),
            _ ->
                Response.stream(
                    200,
                    "text/plain",
                    sink -> {
                      sink.onClose(gone::countDown);
                      gone.await();
                      sink.onClose(ran::countDown);
                    }),
            Errors::shape)) {
      try (Wire wire = new Wire(server.port())) {
        wire.ask("GET", "/").head();
      }
      assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
