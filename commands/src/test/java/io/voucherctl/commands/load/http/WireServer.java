package io.voucherctl.commands.load.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** A small HTTP server of raw sockets, because it must misbehave in ways a real one does not. */
public final class WireServer implements AutoCloseable {
  /** What to do with one request. */
  public interface Behaviour {
    /** The bytes to answer, empty to close the connection, null never to answer. */
    @Nullable String answer(String requestLine, String head);
  }

  private final String scheme;
  private final ServerSocket socket;
  private final Behaviour behaviour;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  public final AtomicInteger connections = new AtomicInteger();
  public final AtomicInteger requests = new AtomicInteger();
  public final AtomicInteger closedByPeer = new AtomicInteger();

  public WireServer(Behaviour behaviour) throws IOException {
    this(behaviour, ServerSocketFactory.getDefault());
  }

  /** Speaks TLS with a factory that does. */
  public WireServer(Behaviour behaviour, ServerSocketFactory sockets) throws IOException {
    this.behaviour = behaviour;
    this.scheme = sockets instanceof SSLServerSocketFactory ? "https" : "http";
    this.socket = sockets.createServerSocket(0, 500, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static String status(int status, String... headers) {
    String extra = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "HTTP/1.1 " + status + " Some\r\nContent-Length: 2\r\n" + extra + "\r\n{}";
  }

  public URI uri() {
    String host = scheme.equals("http") ? "127.0.0.1" : "localhost";
    return URI.create(scheme + "://" + host + ":" + socket.getLocalPort());
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Cuts every connection; new ones are still taken. */
  public void cutAll() throws IOException {
    for (Socket one : open) {
      try {
        one.setSoLinger(true, 0);
        one.close();
      } catch (SocketException _) {
        // Already closed.
      }
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cutAll();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        connections.incrementAndGet();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      for (String head = head(in); head != null; head = head(in)) {
        requests.incrementAndGet();
        String answer = behaviour.answer(head.substring(0, head.indexOf('\r')), head);
        if (answer != null && answer.isEmpty()) {
          return;
        }
        if (answer != null) {
          out.write(answer.getBytes(StandardCharsets.US_ASCII));
          if (answer.contains("Connection: close")) {
            return;
          }
        }
      }
      closedByPeer.incrementAndGet();
    } catch (IOException _) {
      closedByPeer.incrementAndGet();
    }
  }

  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return null;
      }
      head.append((char) c);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    int length =
        at < 0 ? 0 : Integer.parseInt(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
    in.skipNBytes(length);
    return head.toString();
  }
}
