package io.voucherctl.commands.latency.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * Answers every request after a while, as a service with a store behind it: lognormal times around
 * 100 ms whose level wanders from second to second. They are long because machines stall for
 * milliseconds: it is the comparison that is on trial. {@code DelayedServer} prints its URL and
 * goes on until it is ended. Nothing about it changes from one run to the next.
 */
public final class DelayedServer {
  private static final byte[] ANSWER = "{\"valid\":true}".getBytes(StandardCharsets.UTF_8);
  private static final double MEDIAN_NANOS = 100e6;
  private static final double SPREAD = 0.4;
  private static final double MEMORY = 0.5;
  private static final double WANDER = 0.01;

  private final Random random = new Random();
  private long second;
  private double level;

  private DelayedServer() {}

  public static void main(String[] arguments) throws IOException {
    DelayedServer server = new DelayedServer();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", server::answer);
    http.start();
    System.out.println("http://127.0.0.1:" + http.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Thread.sleep(Duration.ofNanos(delay(System.nanoTime())));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long delay(long now) {
    for (long seconds = now / 1_000_000_000; second < seconds; second++) {
      if (second < seconds - 60) {
        second = seconds - 60;
      }
      level = MEMORY * level + Math.sqrt(1 - MEMORY * MEMORY) * WANDER * random.nextGaussian();
    }
    return Math.round(MEDIAN_NANOS * Math.exp(level + SPREAD * random.nextGaussian()));
  }
}
