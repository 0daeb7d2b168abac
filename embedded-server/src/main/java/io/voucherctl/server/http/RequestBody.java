package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Collects a request body. Grows with what has really arrived, never with what a client announced,
 * and only as far as the server's budget for all bodies goes. Event loop only.
 */
final class RequestBody {
  private static final byte[] NOTHING = {};
  private static final int FIRST = 8192;

  private final int most;
  private final BodyBudget budget;
  private byte[] bytes = NOTHING;
  private int size;

  /** Most bytes it takes. */
  RequestBody(int most, BodyBudget budget) {
    this.most = most;
    this.budget = budget;
  }

  /** 0 when taken; else the status to refuse the request with. */
  int add(ByteBuf piece) {
    int more = piece.readableBytes();
    if (more > most - size) {
      return 413;
    }
    if (more > bytes.length - size && !grow(more)) {
      return 503;
    }
    piece.readBytes(bytes, size, more);
    size += more;
    return 0;
  }

  private boolean grow(int more) {
    long wanted =
        size == 0 ? more : Math.max((long) size + more, Math.max(FIRST, 2L * bytes.length));
    int grown = (int) Math.min(most, wanted);
    if (!budget.take(grown - bytes.length, grown)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  /** The whole body, empty again afterwards; the taker gives its length back to the budget. */
  byte[] take() {
    byte[] whole = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    budget.give(bytes.length - whole.length);
    bytes = NOTHING;
    size = 0;
    return whole;
  }

  void drop() {
    budget.give(bytes.length);
    bytes = NOTHING;
    size = 0;
  }
}
