package io.voucherctl.commands.load.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The buffers that all connections of one thread share: each is empty again before the next. */
final class WireBuffers {
  private static final int READ_BYTES = 64 * 1024;
  private static final byte[] METHOD = {'P', 'O', 'S', 'T', ' '};
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = {'\r', '\n', '\r', '\n'};
  private static final int MOST_DIGITS = 10;

  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private final byte[] digits = new byte[MOST_DIGITS];
  private ByteBuffer out = ByteBuffer.allocateDirect(4 * 1024);

  /** Reads once; what came stands in {@link #bytes}. Returns how much, or -1 at the end. */
  int read(SocketChannel channel) throws IOException {
    in.clear();
    int count = channel.read(in);
    if (count > 0) {
      in.get(0, bytes, 0, count);
    }
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The whole request, good until the next call. */
  ByteBuffer encode(LoadRequest request, byte[] head) {
    ByteBuffer body = request.body();
    int length = body.remaining();
    String path = request.path();
    int most =
        METHOD.length + path.length() + VERSION.length + head.length + LENGTH.length + MOST_DIGITS;
    if (out.capacity() < most + END.length + length) {
      out = ByteBuffer.allocateDirect(2 * (most + END.length + length));
    }
    out.clear().put(METHOD);
    for (int i = 0; i < path.length(); i++) {
      out.put((byte) path.charAt(i));
    }
    out.put(VERSION).put(head).put(LENGTH);
    putNumber(length);
    out.put(END);
    int at = out.position();
    out.put(at, body, body.position(), length);
    return out.position(at + length).flip();
  }

  private void putNumber(int number) {
    int first = MOST_DIGITS;
    int rest = number;
    do {
      digits[--first] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    out.put(digits, first, MOST_DIGITS - first);
  }
}
