package io.voucherctl.server.gateway.proof;

import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A tenant that minds its own business: a fixed number of requests per second over a few kept-alive
 * connections, each timed from the moment it was due.
 */
final class QuietTenant {
  private static final int CONNECTIONS = 8;
  private static final long PERIOD = Duration.ofMillis(10).toNanos();

  /** What became of the requests of one phase. */
  record Figures(String phase, int answered, int lost, double p50, double p99, double max) {
    private static Figures of(String phase, List<Long> nanos, int lost) {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      return new Figures(
          phase, sorted.length, lost, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
    }

    private static double millis(long[] sorted, double quantile) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil((sorted.length - 1) * quantile)] / 1e6;
    }
  }

  private final int port;
  private final byte[] request;
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> losses = new ArrayList<>();
  private final long start = System.nanoTime();
  private List<Long> nanos = new ArrayList<>();
  private int lost;
  private volatile boolean over;

  QuietTenant(int port, String request) {
    this.port = port;
    this.request = request.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CONNECTIONS; i++) {
      int first = i;
      threads.add(Thread.ofPlatform().daemon().start(() -> ask(first)));
    }
  }

  private void ask(int first) {
    Wire wire = null;
    for (long n = first; !over; n += CONNECTIONS) {
      long due = start + n * PERIOD;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      try {
        wire = wire == null ? new Wire(port) : wire;
        Wire.Answer answer = wire.send(request).answer();
        count(answer.status() == 200 ? "" : answer.status() + " " + answer.body(), due);
      } catch (IOException e) {
        count(String.valueOf(e), due);
        close(wire);
        wire = null;
      }
    }
    close(wire);
  }

  private static void close(Wire wire) {
    try {
      if (wire != null) {
        wire.close();
      }
    } catch (IOException e) {
      return; // it is not used any more
    }
  }

  private synchronized void count(String fault, long due) {
    if (fault.isEmpty()) {
      nanos.add(System.nanoTime() - due);
    } else {
      lost++;
      losses.add(fault);
    }
  }

  /** What happened since the last call. */
  synchronized Figures figures(String phase) {
    Figures figures = Figures.of(phase, nanos, lost);
    nanos = new ArrayList<>();
    lost = 0;
    return figures;
  }

  /** Why requests were lost, the first few. */
  synchronized List<String> losses() {
    return List.copyOf(losses.subList(0, Math.min(5, losses.size())));
  }

  /** Blocks until done. */
  void stop() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
