package io.voucherctl.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop's channels read to: into the loop's own buffer as long as what comes is short, else
 * into one as large as what came lately. That loop's thread only.
 */
final class ReadBuffers implements RecvByteBufAllocator {
  private static final int LEAST = 512;
  private static final int FIRST = 2048;

  private final RecvByteBufAllocator others;
  private final LentBuffer lent;

  /** Reads at most {@code most} bytes at a time. */
  ReadBuffers(LentBuffer lent, int most) {
    this.others = new AdaptiveRecvByteBufAllocator(LEAST, FIRST, most);
    this.lent = lent;
  }

  @Override
  @SuppressWarnings("deprecation") // Netty's own wish
  public Handle newHandle() {
    return new Reading((ExtendedHandle) others.newHandle(), lent);
  }

  private static final class Reading extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle usual;
    private final LentBuffer lent;

    Reading(ExtendedHandle usual, LentBuffer lent) {
      super(usual);
      this.usual = usual;
      this.lent = lent;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      @Nullable ByteBuf buffer = usual.guess() > LentBuffer.SIZE ? null : lent.lend();
      return buffer == null ? usual.allocate(allocator) : buffer;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
      return usual.continueReading(maybeMore);
    }
  }
}
