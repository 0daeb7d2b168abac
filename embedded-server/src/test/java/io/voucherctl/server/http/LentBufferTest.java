package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LentBufferTest {
  private final LentBuffer lent = new LentBuffer();

  @AfterEach
  void end() {
    lent.release();
  }

  private ByteBuf lend() {
    return Objects.requireNonNull(lent.lend());
  }

  @Test
  void lendsTheSameAgainEmptied() {
    ByteBuf first = lend().writeByte(1);
    first.release();
    ByteBuf second = lend();
    assertThat(second).isSameAs(first);
    assertThat(second.isReadable()).isFalse();
    second.release();
  }

  @Test
  void lendsNothingWhileAPieceOfItIsStillRead() {
    ByteBuf first = lend().writeLong(42);
    ByteBuf piece = first.readRetainedSlice(4);
    first.release();
    assertThat(lent.lend()).isNull();
    piece.release();
    assertThat(lend().release()).isFalse();
  }

  @Test
  void lendsAnotherWhenTheFirstDoesNotComeBack() {
    ByteBuf kept = lend().writeLong(42);
    ByteBuf next = null;
    for (int i = 0; i < 100 && next == null; i++) {
      next = lent.lend();
    }
    assertThat(next).isNotNull().isNotSameAs(kept);
    assertThat(kept.readLong()).isEqualTo(42);
    assertThat(kept.release()).isTrue();
    next.release();
  }

  @Test
  void keepsNothingThatHasGrown() {
    ByteBuf grown = lend();
    grown.writeZero(LentBuffer.SIZE + 1);
    grown.release();
    ByteBuf next = lend();
    assertThat(next.capacity()).isEqualTo(LentBuffer.SIZE);
    next.release();
  }
}
