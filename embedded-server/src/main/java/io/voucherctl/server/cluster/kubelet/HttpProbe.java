package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTTP GET as the kubelet's prober sends it: 200 to 399 is success. Blocks. */
final class HttpProbe {
  record Outcome(boolean success, String message) {}

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
  private static final int LONGEST_LINE = 512;

  private final InstantSource clock;

  HttpProbe(InstantSource clock) {
    this.clock = clock;
  }

  Outcome get(ProbeSpec probe) {
    String url = "http://" + PodStatus.HOST + ":" + probe.port() + probe.path();
    Instant deadline = clock.instant().plus(probe.timeout());
    try (Socket socket = new Socket()) {
      int millis = Math.toIntExact(probe.timeout().toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral(PodStatus.HOST), probe.port()), millis);
      String request =
          "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: kube-probe/1.34\r\nAccept: */*\r\nConnection: close\r\n\r\n"
              .formatted(probe.path(), PodStatus.HOST, probe.port());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return judge(firstLine(socket, deadline));
    } catch (SocketTimeoutException e) {
      return new Outcome(false, "Get \"" + url + "\": context deadline exceeded");
    } catch (IOException e) {
      return new Outcome(false, "Get \"" + url + "\": " + e.getMessage());
    }
  }

  private String firstLine(Socket socket, Instant deadline) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    while (length < line.length) {
      long left = Duration.between(clock.instant(), deadline).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout(Math.toIntExact(left));
      int read = in.read(line, length, line.length - length);
      if (read < 0) {
        throw new IOException("EOF");
      }
      length += read;
      String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n");
      if (end >= 0) {
        return text.substring(0, end);
      }
    }
    throw new IOException("malformed HTTP response");
  }

  private static Outcome judge(String line) throws IOException {
    Matcher matcher = STATUS_LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("malformed HTTP response");
    }
    int status = Integer.parseInt(matcher.group(1));
    boolean success = status >= 200 && status < 400;
    return new Outcome(success, success ? "" : "HTTP probe failed with statuscode: " + status);
  }
}
