package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CapacityTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void holdsTenThousandClientsInAnOrdinaryHeap() {
    assertThat(Capacity.of(512 * MEGABYTE, 20_000).connections()).isEqualTo(19_232);
  }

  @Test
  void holdsFewerInASmallHeapOrWithFewDescriptors() {
    assertThat(Capacity.of(64 * MEGABYTE, 20_000).connections()).isEqualTo(4_096);
    assertThat(Capacity.of(64 * MEGABYTE, 20_000).heldBytes()).isEqualTo(8 * MEGABYTE);
    assertThat(Capacity.of(512 * MEGABYTE, 1_024).connections()).isEqualTo(256);
    assertThat(Capacity.of(512 * MEGABYTE, 100).connections()).isEqualTo(64);
  }

  @Test
  void readsItsSurroundings() {
    assertThat(Capacity.here().connections()).isBetween(64, 20_000);
  }
}
