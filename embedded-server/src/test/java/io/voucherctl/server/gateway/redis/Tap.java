package io.voucherctl.server.gateway.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** What stands between a gateway and its Redis, and can swallow, delay or cut. */
final class Tap implements AutoCloseable {
  private final ServerSocket socket;
  private final int redis;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private volatile boolean cut;
  private volatile long delayMillis;

  Tap(int redis) throws IOException {
    this.redis = redis;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  RedisAddress address() {
    return new RedisAddress("127.0.0.1", socket.getLocalPort(), 0, null, null);
  }

  /** Answers are thrown away. */
  void silence(boolean on) {
    silent = on;
  }

  /** Answers come this much later. */
  void delay(long millis) {
    delayMillis = millis;
  }

  /** Connections end, and new ones do at once. */
  void cut(boolean on) throws IOException {
    cut = on;
    if (on) {
      for (Socket one : open) {
        one.close();
      }
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        if (cut) {
          client.close();
          continue;
        }
        connect(client);
      }
    } catch (IOException e) {
      return; // closed by the test
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), redis);
      open.add(client);
      open.add(server);
      Thread.ofVirtual().start(() -> pass(client, server, false));
      Thread.ofVirtual().start(() -> pass(server, client, true));
    } catch (ConnectException e) {
      client.close();
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
        if (answers && delayMillis > 0) {
          LockSupport.parkNanos(delayMillis * 1_000_000);
        }
        if (!answers || !silent) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      return; // one side has left
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cut(true);
  }
}
