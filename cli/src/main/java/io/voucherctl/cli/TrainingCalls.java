package io.voucherctl.cli;

import io.voucherctl.commands.serve.Ports;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Calls to a gateway as all kinds of clients make them, on connections that come and go. A profile
 * of one long run alone would have the compiler drop the code for everything else, and the first
 * client that leaves would make it begin anew, in the middle of an incident.
 */
final class TrainingCalls {
  private static final int CALLERS = 8;
  private static final int CONNECTIONS = 60;
  private static final int CALLS = 100;
  private static final int SHORT_CONNECTIONS = 900;
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private final List<byte[]> usual;
  private final List<byte[]> odd;
  private final List<byte[]> last;

  /** With the keys of one tenant that may do much, and those of one that may do nothing. */
  TrainingCalls(int port, String keys, String exhausted) {
    this.port = port;
    byte[] get = call("GET /v1/vouchers/code-1 HTTP/1.1", keys, "");
    byte[] limited = call("GET /v1/vouchers/code-1 HTTP/1.1", exhausted, "");
    byte[] post = call("POST /v1/vouchers/code-1/validate HTTP/1.1", keys, "{\"a\": 1}");
    this.usual = List.of(get, get, get, limited, get, post);
    this.odd =
        List.of(
            call("GET /v1/vouchers/code%2D1?a=b HTTP/1.1", keys + "X-Forwarded-For: ::1\r\n", ""),
            call("GET /nowhere HTTP/1.1", keys, ""),
            call("GET /v1/vouchers HTTP/1.1", "X-App-Id: nobody\r\n", ""),
            call("GET /v1/vouchers/code-1 HTTP/1.0", keys + "Connection: keep-alive\r\n", ""));
    this.last =
        List.of(
            call("GET /v1/vouchers/code-1 HTTP/1.1", keys + "Connection: close\r\n", ""),
            call("GET /v1/vouchers/code-1 HTTP/1.0", keys, ""),
            call("GET / HTTP/2.5", "", ""),
            get);
  }

  private static byte[] call(String line, String headers, String body) {
    String length =
        body.isEmpty()
            ? ""
            : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
    return (line + "\r\nHost: " + Ports.HOST + "\r\n" + headers + length + "\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns when all are answered. */
  void make() throws IOException {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<Void>> all =
          IntStream.range(0, CALLERS).<Callable<Void>>mapToObj(this::caller).toList();
      for (Future<Void> one : callers.invokeAll(all)) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IOException("a call was not answered", e.getCause());
    }
  }

  private Callable<Void> caller(int number) {
    return () -> {
      for (int i = 0; i < CONNECTIONS; i++) {
        connection(number + i, CALLS);
      }
      for (int i = 0; i < SHORT_CONNECTIONS; i++) {
        connection(number + i, 1);
      }
      return null;
    };
  }

  private void connection(int number, int calls) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < calls; i++) {
        out.write(usual.get(i % usual.size()));
        answer(in);
      }
      byte[] cut = odd.get(number % odd.size());
      out.write(cut, 0, cut.length / 2);
      out.write(cut, cut.length / 2, cut.length - cut.length / 2);
      answer(in);
      out.write(last.get(number % last.size()));
      if (number % 2 == 0) { // the others leave without waiting
        answer(in);
      }
    }
  }

  /** Reads one answer with a length. */
  private static void answer(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the gateway has closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
