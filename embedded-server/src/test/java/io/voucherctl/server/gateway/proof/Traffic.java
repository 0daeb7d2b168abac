package io.voucherctl.server.gateway.proof;

import io.voucherctl.server.http.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Validations by one tenant, each due at its own time, over connections of its own; response times
 * count from when a request was due. What cannot be sent or is not answered is lost.
 */
final class Traffic {
  private static final String BODY = "{\"order\":{\"amount\":1000}}";
  private static final long AFTER_A_LOSS_NANOS = 20_000_000;

  /** What became of the requests so far, response times of those that were carried out. */
  record Tally(long sent, long good, long shed, long other, long lost, Histogram micros) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  private final int port;
  private final String keys;
  private final LongFunction<String> codes;
  private final double nanosPerRequest;
  private final int connections;
  private final long start = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder good = new LongAdder();
  private final LongAdder shed = new LongAdder();
  private final LongAdder other = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Histogram micros = new ConcurrentHistogram(3);
  private volatile boolean stopped;

  private Traffic(
      int port, String tenant, LongFunction<String> codes, int perSecond, int connections) {
    this.port = port;
    this.keys = "X-App-Id: app-%1$s\r\nX-App-Token: token-%1$s\r\n".formatted(tenant);
    this.codes = codes;
    this.nanosPerRequest = 1e9 / perSecond;
    this.connections = connections;
  }

  /**
   * Begins at once.
   *
   * @param codes which voucher the n-th request asks for
   */
  static Traffic start(
      int port, String tenant, LongFunction<String> codes, int perSecond, int connections) {
    Traffic traffic = new Traffic(port, tenant, codes, perSecond, connections);
    for (int i = 0; i < connections; i++) {
      int first = i;
      traffic.threads.add(Thread.ofVirtual().start(() -> traffic.send(first)));
    }
    return traffic;
  }

  Tally tally() {
    return new Tally(sent.sum(), good.sum(), shed.sum(), other.sum(), lost.sum(), micros.copy());
  }

  private void send(int first) {
    Wire wire = null;
    for (long i = first; !stopped; i += connections) {
      long due = start + (long) (i * nanosPerRequest);
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      sent.increment();
      try {
        wire = wire == null ? new Wire(port) : wire;
        Wire.Answer answer = wire.send(request(codes.apply(i))).answer();
        count(answer.status(), due);
        if (answer.header("connection").contains("close")) {
          wire = close(wire);
        }
      } catch (IOException e) {
        lost.increment();
        wire = close(wire);
        LockSupport.parkNanos(AFTER_A_LOSS_NANOS);
      }
    }
    close(wire);
  }

  private void count(int status, long due) {
    // A code that nobody issued is not found: the API has answered.
    boolean carriedOut = status == 200 || status == 404;
    (carriedOut ? good : status == 503 ? shed : other).increment();
    if (carriedOut) {
      micros.recordValue((System.nanoTime() - due) / 1000);
    }
  }

  private byte[] request(String code) {
    String text =
        "POST /v1/vouchers/"
            + code
            + "/validate HTTP/1.1\r\nHost: proof\r\nContent-Type: application/json\r\n"
            + keys
            + "Content-Length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY;
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Wire close(Wire wire) {
    try {
      if (wire != null) {
        wire.close();
      }
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
    return null;
  }

  /** Returns when the last answer has come. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
