package io.voucherctl.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is told to, and reads answers as a strict one would. */
public final class Wire implements AutoCloseable {
  /** One answer, its body put together from chunks when it came in chunks. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Socket socket;
  private final InputStream in;

  public Wire(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  Socket socket() {
    return socket;
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** A request without a body. */
  Wire ask(String method, String target) throws IOException {
    return send(method + " " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
  }

  Wire post(String target, String body) throws IOException {
    return send(
        "POST %s HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(target, body.length(), body));
  }

  public Answer answer() throws IOException {
    return answer(false);
  }

  /** Reads one answer; one to HEAD has headers only. */
  public Answer answer(boolean toHead) throws IOException {
    Head head = head();
    if (toHead || head.status < 200 || head.status == 204 || head.status == 304) {
      return new Answer(head.status, head.headers, "");
    }
    String length = head.headers.get("content-length");
    String body;
    if (length != null) {
      body = text(in.readNBytes(Integer.parseInt(length)));
    } else if ("chunked".equals(head.headers.get("transfer-encoding"))) {
      body = chunks();
    } else {
      body = text(in.readAllBytes());
    }
    return new Answer(head.status, head.headers, body);
  }

  /** Status is 0 for a request's head. */
  record Head(String first, int status, Map<String, String> headers) {}

  /** Reads the head of an answer, or of a request when this is the server's end. */
  Head head() throws IOException {
    String first = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).strip(), (one, two) -> one + "|" + two);
    }
    int status = first.startsWith("HTTP/") ? Integer.parseInt(first.substring(9, 12)) : 0;
    return new Head(first, status, headers);
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended inside a line: " + line);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return text(line.toByteArray());
  }

  String chunk() throws IOException {
    int size = Integer.parseInt(line(), 16);
    String chunk = text(in.readNBytes(size));
    line();
    return chunk;
  }

  private String chunks() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
      all.append(chunk);
    }
    return all.toString();
  }

  /** Bytes of a chunked body that may be too large to keep. */
  long skipChunks() throws IOException {
    long all = 0;
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      skip(size);
      line();
      all += size;
    }
    line();
    return all;
  }

  String read(int bytes) throws IOException {
    return text(in.readNBytes(bytes));
  }

  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /** Whether the other side closes without sending anything more. */
  boolean ends() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
