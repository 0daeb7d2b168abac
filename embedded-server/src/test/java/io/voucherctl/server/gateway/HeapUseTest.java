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
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
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
    assertThat(after.usedAfterLastGcBytes() - before).isGreaterThan(10_000_000L);
    assertThat(after.maxBytes()).isGreaterThan(after.usedBytes());
  }
}
