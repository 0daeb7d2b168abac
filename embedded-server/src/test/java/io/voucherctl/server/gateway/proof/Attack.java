package io.voucherctl.server.gateway.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many connections that behave badly in the same way, each on a virtual thread; counts what became
 * of them.
 */
abstract class Attack {
  private static final int CONNECTING = 128;

  private final Map<String, LongAdder> fates = new ConcurrentHashMap<>();
  private final Semaphore connecting = new Semaphore(CONNECTING);
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean over;

  /** One connection's life. */
  protected abstract void attack(Socket socket) throws IOException, InterruptedException;

  /** Size of the receive buffer; 0 for the usual one. */
  protected int receiveBuffer() {
    return 0;
  }

  /**
   * Attacks with so many connections at a time, opening new ones for those that ended. Gets there
   * in {@code millis}.
   */
  final void start(int port, int connections, int millis) {
    for (int i = 0; i < connections; i++) {
      running.incrementAndGet();
      long delay = (long) millis * i / connections;
      Thread.ofVirtual()
          .start(() -> {
            pause(delay);
            while (!over) {
              connect(port);
            }
            running.decrementAndGet();
          });
    }
  }

  private void connect(int port) {
    try (Socket socket = new Socket()) {
      connecting.acquire();
      try {
        if (receiveBuffer() > 0) {
          socket.setReceiveBufferSize(receiveBuffer());
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
      } finally {
        connecting.release();
      }
      count("connected");
      attack(socket);
    } catch (IOException e) {
      count(over ? "held to the end" : "cut off");
      pause(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets all connections end. */
  final void stop() {
    over = true;
    while (running.get() > 0) {
      pause(10);
    }
  }

  protected final boolean over() {
    return over;
  }

  protected final void count(String fate) {
    fates.computeIfAbsent(fate, _ -> new LongAdder()).increment();
  }

  final Map<String, Long> fates() {
    Map<String, Long> all = new TreeMap<>();
    fates.forEach((fate, number) -> all.put(fate, number.sum()));
    return all;
  }

  protected static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  protected static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Counts the next answer by its status; false when the connection has ended instead. */
  protected final boolean answered(Socket socket) throws IOException {
    byte[] head = new byte[12];
    InputStream in = socket.getInputStream();
    int read = in.readNBytes(head, 0, head.length);
    if (read < head.length) {
      count("closed without an answer");
      return false;
    }
    count("answered " + new String(head, 9, 3, StandardCharsets.ISO_8859_1));
    return true;
  }

  /** Whether the other side has ended the connection by now; what it says is thrown away. */
  protected static boolean ended(Socket socket, int millis) throws IOException {
    socket.setSoTimeout(millis);
    byte[] some = new byte[512];
    try {
      int read = 1;
      while (read > 0) {
        read = socket.getInputStream().read(some);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
