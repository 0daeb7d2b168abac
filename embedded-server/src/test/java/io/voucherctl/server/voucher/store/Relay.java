package io.voucherctl.server.voucher.store;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine, which can be cut or go silent. */
final class Relay implements Closeable {
  private enum State {
    OPEN,
    SILENT,
    CUT
  }

  private final int target;
  private final ServerSocket entry;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile State state = State.OPEN;

  Relay(int target) throws IOException {
    this.target = target;
    this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  /** Nothing comes through any more, and nobody is told. */
  void goSilent() {
    state = State.SILENT;
  }

  /** Breaks what is open, and at once whatever comes. */
  void cut() throws IOException {
    state = State.CUT;
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  void mend() throws IOException {
    cut();
    state = State.OPEN;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entry.accept();
        if (state == State.CUT) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        Thread.ofVirtual().start(() -> pass(client, server));
        Thread.ofVirtual().start(() -> pass(server, client));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] some = new byte[8_192];
    try (from;
        to) {
      for (int n = from.getInputStream().read(some); n >= 0; n = from.getInputStream().read(some)) {
        if (state == State.OPEN) {
          to.getOutputStream().write(some, 0, n);
        }
      }
    } catch (IOException _) {
      // One side is gone: so is the other.
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
    cut();
  }
}
