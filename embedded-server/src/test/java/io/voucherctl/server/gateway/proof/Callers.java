package io.voucherctl.server.gateway.proof;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Keep-alive connections that send one request again and again, all of them together at a steady
 * rate, and write down when which answer came. A connection waits for its answer before it sends
 * anew; one that has fallen behind its times catches up.
 */
final class Callers {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;

  private final InetSocketAddress door;
  private final byte[] request;
  private final Tally tally = new Tally();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private Callers(int port, byte[] request) {
    this.door = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.request = request;
  }

  /**
   * Begins to send.
   *
   * @param head request line and headers, without the empty line
   */
  static Callers start(int port, String head, int connections, double perSecond) {
    Callers callers = new Callers(port, (head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    long interval = (long) (connections * 1e9 / perSecond);
    long start = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      long first = start + interval * i / connections;
      callers.threads.add(Thread.ofVirtual().start(() -> callers.call(first, interval)));
    }
    return callers;
  }

  /** What came back so far. */
  Tally tally() {
    return tally;
  }

  /** Sends nothing more, and returns when every answer is there. */
  Tally stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
    return tally;
  }

  private void call(long first, long interval) {
    long due = first;
    while (!stopped) {
      try (Socket socket = new Socket()) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(door, PATIENCE_MILLIS);
        byte[] buffer = new byte[LONGEST_ANSWER];
        for (; !stopped; due += interval) {
          LockSupport.parkNanos(due - System.nanoTime());
          socket.getOutputStream().write(request);
          int status = answer(socket.getInputStream(), buffer);
          tally.add(status, System.nanoTime());
        }
      } catch (IOException e) {
        tally.lose(e);
        due += interval;
      }
    }
  }

  /** Reads one answer to its end; its status. */
  private static int answer(InputStream in, byte[] buffer) throws IOException {
    int filled = 0;
    int head = -1;
    int whole = Integer.MAX_VALUE;
    while (filled < whole) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        throw new EOFException("the connection ended, or the answer is too long");
      }
      filled += read;
      if (head < 0) {
        head = end(buffer, filled);
        whole = head < 0 ? whole : head + length(buffer, head);
      }
    }
    if (filled > whole) {
      throw new IOException("more than one answer to one request");
    }
    return 100 * (buffer[9] - '0') + 10 * (buffer[10] - '0') + buffer[11] - '0';
  }

  /** Where the body begins; -1 while the head is not complete. */
  private static int end(byte[] buffer, int filled) {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(byte[] buffer, int head) throws IOException {
    String text = new String(buffer, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    int at = text.indexOf("\r\ncontent-length:");
    if (at < 0) {
      throw new IOException("an answer without a length");
    }
    int from = at + "\r\ncontent-length:".length();
    return Integer.parseInt(text.substring(from, text.indexOf("\r\n", from)).strip());
  }

  /** When which answers came, in {@code System.nanoTime()}. Safe for all threads. */
  static final class Tally {
    private static final int OK = 200;
    private static final int LIMITED = 429;

    private long[] admitted = new long[4_096];
    private long[] limited = new long[65_536];
    private int admittedCount;
    private int limitedCount;
    private int others;
    private int lost;
    private String trouble = "";

    synchronized void add(int status, long nanos) {
      if (status == OK) {
        admitted = roomy(admitted, admittedCount);
        admitted[admittedCount++] = nanos;
      } else if (status == LIMITED) {
        limited = roomy(limited, limitedCount);
        limited[limitedCount++] = nanos;
      } else {
        others++;
        trouble = "answered with " + status;
      }
    }

    synchronized void lose(IOException why) {
      lost++;
      trouble = String.valueOf(why);
    }

    synchronized int admitted() {
      return admittedCount;
    }

    synchronized int limited() {
      return limitedCount;
    }

    /** Answers that were neither, and requests without an answer; empty when there were none. */
    synchronized String trouble() {
      return others + lost == 0
          ? ""
          : "%d other answers, %d lost, such as: %s".formatted(others, lost, trouble);
    }

    /** Admitted after {@code from}, and not after {@code to}. */
    synchronized int admittedIn(long from, long to) {
      return within(admitted, admittedCount, from, to);
    }

    /** Admitted or limited in that time. */
    synchronized int answeredIn(long from, long to) {
      return within(admitted, admittedCount, from, to) + within(limited, limitedCount, from, to);
    }

    /** When the last answer came. */
    synchronized long last() {
      long last = Long.MIN_VALUE;
      for (int i = 0; i < admittedCount; i++) {
        last = Math.max(last, admitted[i]);
      }
      for (int i = 0; i < limitedCount; i++) {
        last = Math.max(last, limited[i]);
      }
      return last;
    }

    private static int within(long[] times, int count, long from, long to) {
      int within = 0;
      for (int i = 0; i < count; i++) {
        within += times[i] - from > 0 && times[i] - to <= 0 ? 1 : 0;
      }
      return within;
    }

    private static long[] roomy(long[] times, int count) {
      return count < times.length ? times : Arrays.copyOf(times, 2 * count);
    }
  }
}
