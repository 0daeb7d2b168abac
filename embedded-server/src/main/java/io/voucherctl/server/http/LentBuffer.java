package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One buffer that an event loop lends out again and again: what is read or written next then lies
 * where the processor's cache has it already, and nothing is allocated. That loop's thread only.
 */
final class LentBuffer {
  /** Bytes. What holds on to the buffer holds on to all of them, so they are few. */
  static final int SIZE = 4096;

  /** Asked in vain so often, another buffer is lent: somebody has stopped reading with this one. */
  private static final int PATIENCE = 64;

  private @Nullable ByteBuf buffer;
  private int inVain;

  /** Empty, and the borrower's to release; null while somebody else has it. */
  @Nullable ByteBuf lend() {
    ByteBuf own = buffer;
    if (own != null && own.refCnt() > 1 && ++inVain < PATIENCE) {
      return null;
    }
    if (own == null || own.refCnt() > 1 || own.capacity() > SIZE) {
      release();
      own = UnpooledByteBufAllocator.DEFAULT.directBuffer(SIZE);
      buffer = own;
    }
    inVain = 0;
    return own.clear().retain();
  }

  /** Lends nothing any more; whoever still has the buffer keeps it. */
  void release() {
    if (buffer != null) {
      buffer.release();
      buffer = null;
    }
  }
}
