package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Collects a request body. Grows with what has really arrived, never with what a client announced.
 */
final class RequestBody {
  private static final byte[] NOTHING = {};
  private static final int FIRST = 8192;

  private final int most;
  private byte[] bytes = NOTHING;
  private int size;

  /** Most bytes it takes. */
  RequestBody(int most) {
    this.most = most;
  }

  /** False, and nothing taken, when the body would become too large. */
  boolean add(ByteBuf piece) {
    int more = piece.readableBytes();
    if (more > most - size) {
      return false;
    }
    if (more > bytes.length - size) {
      long grown = size == 0 ? more : Math.max(size + more, Math.max(FIRST, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) Math.min(most, grown));
    }
    piece.readBytes(bytes, size, more);
    size += more;
    return true;
  }

  /** The whole body, handed over; empty again afterwards. */
  byte[] take() {
    byte[] whole = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    drop();
    return whole;
  }

  void drop() {
    bytes = NOTHING;
    size = 0;
  }
}
