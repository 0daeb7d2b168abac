package io.voucherctl.server.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream that does to each connection exactly what a test tells it to. */
final class Scripted implements AutoCloseable {
  /** What happens on a connection; {@code number} counts them from 1. */
  interface Script {
    void play(Wire wire, int number) throws Exception;
  }

  private final ServerSocket socket;
  private final Thread accepting;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Scripted(Script script) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket client = socket.accept();
        open.add(client);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().start(() -> play(script, client, number));
      }
    } catch (IOException e) {
      return; // closed by the test
    }
  }

  private static void play(Script script, Socket client, int number) {
    try (Wire wire = new Wire(client)) {
      script.play(wire, number);
    } catch (Exception e) {
      return; // the other side left first; the test sees that for itself
    }
  }

  int connections() {
    return connections.get();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /** Nothing listens any more when this returns. */
  @Override
  public void close() throws IOException {
    socket.close();
    try {
      accepting.join(); // it holds the listening socket open for as long as it is in accept
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket one : open) {
      one.close();
    }
  }
}
