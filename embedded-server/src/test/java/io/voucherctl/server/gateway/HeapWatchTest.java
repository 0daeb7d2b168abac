package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A heap of a million bytes that a test fills by hand. */
class HeapWatchTest {
  private final HandClock clock = new HandClock();
  private final Overload overload = new Overload(OverloadLimits.DEFAULTS, 1_000_000, clock, clock);
  private final List<Boolean> door = new ArrayList<>();
  private HeapReading heap = new HeapReading(0, 0, 1_000_000, 0);
  private int collected;
  private Duration pause = Duration.ofMillis(50);

  private final HeapWatch watch =
      new HeapWatch(
          overload,
          () -> heap,
          _ -> 20,
          () -> {
            collected++;
            clock.advance(pause);
          },
          door::add,
          clock);

  @Test
  void refusesConnectionsFromTheSecondMarkOnAndLetsThemInAgain() {
    read(89, 1);
    assertThat(overload.level()).isEqualTo(Level.SHEDDING);
    read(90, 2);
    read(91, 3);
    read(86, 4);
    assertThat(door).containsExactly(true);
    read(84, 5);
    assertThat(door).containsExactly(true, false);
    read(20, 6);
    assertThat(overload.level()).isEqualTo(Level.NORMAL);
    assertThat(collected).isZero();
  }

  @Test
  void asksForACollectionWhenTheOldGenerationIsFullOfWhoKnowsWhat() {
    clock.advance(Duration.ofMinutes(1));
    heap = new HeapReading(0, 790_000, 1_000_000, 0);
    watch.look();
    assertThat(collected).isZero();
    heap = new HeapReading(0, 800_000, 1_000_000, 0);
    watch.look();
    assertThat(collected).isEqualTo(1);
    assertThat(overload.level()).isEqualTo(Level.NORMAL);
  }

  @Test
  void asksSeldomAndTheMoreSeldomTheLongerItTakes() {
    clock.advance(Duration.ofMinutes(1));
    heap = new HeapReading(0, 900_000, 1_000_000, 0);
    watch.look();
    ticks(49);
    assertThat(collected).isEqualTo(1);
    pause = Duration.ofSeconds(1);
    ticks(1);
    assertThat(collected).isEqualTo(2);
    ticks(499);
    assertThat(collected).isEqualTo(2);
    ticks(1);
    assertThat(collected).isEqualTo(3);
  }

  @Test
  void asksWhenWhatItShedsForIsOldNews() {
    read(82, 1);
    ticks(299);
    assertThat(collected).isZero();
    ticks(1);
    assertThat(collected).isEqualTo(1);
    read(82, 2);
    ticks(299);
    assertThat(collected).isEqualTo(1);
    read(30, 3);
    ticks(1000);
    assertThat(collected).isEqualTo(1);
  }

  private void read(int livePercent, long collections) {
    heap = new HeapReading(livePercent * 10_000L, 0, 1_000_000, collections);
    watch.look();
  }

  /** Tenths of a second. */
  private void ticks(int number) {
    for (int i = 0; i < number; i++) {
      clock.advance(Duration.ofMillis(100));
      watch.look();
    }
  }
}
