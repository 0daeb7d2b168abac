package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class LiveHeapTest {
  private final LiveHeap heap = new LiveHeap();

  @Test
  void seesACollectionAndWhatItLeft() {
    HeapReading full = collectedWhileKept(new byte[100][1_000_000]);
    HeapReading empty = collectedWhileKept(new byte[0][0]);

    assertThat(full.liveBytes()).isGreaterThan(100_000_000);
    assertThat(full.maxBytes()).isGreaterThan(full.liveBytes());
    assertThat(full.liveBytes() - empty.liveBytes()).isGreaterThan(50_000_000);
    assertThat(full.oldBytes() - empty.oldBytes()).isGreaterThan(50_000_000);
    assertThat(empty.collections()).isEqualTo(full.collections() + 1);
  }

  @Test
  void twoReadingsWithoutACollectionAgree() {
    HeapReading first = collectedWhileKept(new byte[0][0]);
    HeapReading second = heap.get();

    assertThat(second.liveBytes()).isEqualTo(first.liveBytes());
    assertThat(second.collections()).isEqualTo(first.collections());
  }

  private HeapReading collectedWhileKept(byte[][] kept) {
    try {
      System.gc();
      return heap.get();
    } finally {
      Reference.reachabilityFence(kept);
    }
  }
}
