package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapUseTest {
  @Test
  void seesWhatACollectionCouldNotFree() {
    System.gc();
    long before = HeapUse.now().usedAfterLastGcBytes();
    // Much more than what other tests left behind, which may go at any time.
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      kept.add(new byte[1_000_000]);
    }
    HeapUse after;
    try {
      System.gc();
      after = HeapUse.now();
    } finally {
      Reference.reachabilityFence(kept);
    }

    assertThat(before).isPositive();
    assertThat(after.usedAfterLastGcBytes() - before).isGreaterThan(50_000_000L);
    assertThat(after.maxBytes()).isGreaterThan(after.usedBytes());
  }
}
