package io.voucherctl.server.gateway.proof;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** The ways in which clients hurt a proxy that does not look after itself. */
final class Attacks {
  private static final int MEGABYTE = 1 << 20;

  private Attacks() {}

  /** Asks once and never again. */
  static Attack idle(String request) {
    return new Attack() {
      @Override
      protected void attack(Socket socket) throws IOException {
        send(socket, request);
        if (answered(socket)) {
          while (!over()) {
            if (ended(socket, 1_000)) {
              count("closed while idle");
              return;
            }
          }
          count("held to the end");
        }
      }
    };
  }

  /** Sends the head of a request byte by byte, one per second. */
  static Attack slowLoris(String request) {
    return new Attack() {
      @Override
      protected void attack(Socket socket) throws IOException {
        for (int i = 0; !over(); i++) {
          send(socket, i < request.length() - 4 ? request.substring(i, i + 1) : "x");
          pause(1_000);
          if (socket.getInputStream().available() > 0) {
            answered(socket);
            return;
          }
        }
      }
    };
  }

  /** Sends a megabyte of headers, again and again. */
  static Attack largeHeads() {
    String head =
        "GET / HTTP/1.1\r\nHost: t\r\n" + "X-Filler: yyyyyyyyyyyyyyyyy\r\n".repeat(37_450);
    return new Attack() {
      @Override
      protected void attack(Socket socket) throws IOException {
        send(socket, head);
        answered(socket);
        pause(500);
      }
    };
  }

  /** Sends two gigabytes in chunks of a megabyte; counts what was taken. */
  static Attack largeBodies(String head, AtomicLong mostTaken) {
    byte[] chunk = new byte[MEGABYTE];
    return new Attack() {
      @Override
      protected void attack(Socket socket) throws IOException {
        send(socket, head + "Transfer-Encoding: chunked\r\n\r\n");
        long sent = 0;
        while (!over() && sent < 2L * 1024 * MEGABYTE && socket.getInputStream().available() == 0) {
          send(socket, "100000\r\n");
          socket.getOutputStream().write(chunk);
          socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
          sent += MEGABYTE;
        }
        mostTaken.accumulateAndGet(sent, Math::max);
        answered(socket);
        pause(500);
      }
    };
  }

  /** Asks for long answers, many at once, and reads none of them. */
  static Attack neverReading(String request) {
    return new Attack() {
      @Override
      protected int receiveBuffer() {
        return 4096;
      }

      @Override
      protected void attack(Socket socket) throws IOException {
        socket.setSoTimeout(1_000);
        while (!over()) {
          send(socket, request.repeat(50)); // blocks or fails some time
          pause(100);
        }
      }
    };
  }
}
