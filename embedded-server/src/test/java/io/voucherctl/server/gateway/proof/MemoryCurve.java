package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks a gateway once per second how full its heap is, and the kernel how much memory it has. */
final class MemoryCurve {
  private static final long SECOND = 1_000_000_000;
  private static final byte[] STATUS =
      "GET /status HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Bytes in megabytes; the heap after its last collection, and as it is. */
  record Sample(long rss, long heapAfterGc, long heap) {}

  private final int adminPort;
  private final Path process;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  MemoryCurve(int adminPort, long pid) {
    this.adminPort = adminPort;
    this.process = Path.of("/proc/" + pid + "/status");
    this.thread = Thread.ofPlatform().daemon().start(this::sample);
  }

  private void sample() {
    for (long due = System.nanoTime(); !over; due += SECOND) {
      try (Wire wire = new Wire(adminPort)) {
        JsonNode heap = json.readTree(wire.send(STATUS).answer().body()).path("heap");
        add(
            new Sample(
                rss(),
                heap.path("usedAfterLastGcBytes").asLong() >> 20,
                heap.path("usedBytes").asLong() >> 20));
      } catch (IOException e) {
        add(new Sample(-1, -1, -1)); // the verdict sees it: the admin port must always answer
      }
      LockSupport.parkNanos(due + SECOND - System.nanoTime());
    }
  }

  private long rss() throws IOException {
    for (String line : Files.readAllLines(process)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    return -1;
  }

  private synchronized void add(Sample sample) {
    samples.add(sample);
  }

  /** Where the next sample will stand. */
  synchronized int mark() {
    return samples.size();
  }

  synchronized List<Sample> since(int mark) {
    return List.copyOf(samples.subList(mark, samples.size()));
  }

  /** A line of bars, one per second, from nothing to the highest. */
  static String sparkline(List<Long> values) {
    long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder line = new StringBuilder();
    for (long value : values) {
      line.append("▁▂▃▄▅▆▇█".charAt(Math.clamp(value * 8 / most, 0, 7)));
    }
    return line.toString();
  }

  /** Blocks until done. */
  void stop() throws InterruptedException {
    over = true;
    LockSupport.unpark(thread);
    thread.join();
  }
}
