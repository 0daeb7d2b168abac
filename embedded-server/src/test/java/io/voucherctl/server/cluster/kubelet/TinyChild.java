package io.voucherctl.server.cluster.kubelet;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What the tests run as containers. {@code exit CODE}: says so and exits. {@code serve PORT
 * STATUS}: answers every request with STATUS. Ends when its tether does.
 */
public final class TinyChild {
  private TinyChild() {}

  public static void main(String[] args) throws IOException {
    Thread.ofPlatform().daemon().start(TinyChild::holdTheTether);
    System.out.println("heap " + Runtime.getRuntime().maxMemory() + " " + String.join(" ", args));
    if (args[0].equals("exit")) {
      System.err.println("dying with " + args[1]);
      System.exit(Integer.parseInt(args[1]));
    }
    int port = Integer.parseInt(args[1]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      while (true) {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read(new byte[1_024]);
          String answer = "HTTP/1.1 " + args[2] + "\r\nContent-Length: 0\r\n\r\n";
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  private static void holdTheTether() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e);
    }
    if ("stdin".equals(System.getenv("VOUCHERCTL_TETHER"))) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Where this class was loaded from: a class path that is enough to run it. */
  static Path classes() {
    return Path.of(TinyChild.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
