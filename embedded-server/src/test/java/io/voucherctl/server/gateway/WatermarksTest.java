package io.voucherctl.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WatermarksTest {
  private final Watermarks marks = new Watermarks(new OverloadLimits(80, 90, null));

  @Test
  void aLevelBeginsAtItsMarkAndEndsSomePointsBelowIt() {
    assertThat(marks.look(live(79))).isEqualTo(Level.NORMAL);
    assertThat(marks.look(live(80))).isEqualTo(Level.SHEDDING);
    assertThat(marks.look(live(75))).isEqualTo(Level.SHEDDING);
    assertThat(marks.look(live(74))).isEqualTo(Level.NORMAL);
    assertThat(marks.look(live(79))).isEqualTo(Level.NORMAL);
    assertThat(marks.look(live(95))).isEqualTo(Level.REFUSING);
    assertThat(marks.look(live(85))).isEqualTo(Level.REFUSING);
    assertThat(marks.look(live(84))).isEqualTo(Level.SHEDDING);
    assertThat(marks.look(live(89))).isEqualTo(Level.SHEDDING);
    assertThat(marks.look(live(90))).isEqualTo(Level.REFUSING);
    assertThat(marks.look(live(20))).isEqualTo(Level.NORMAL);
  }

  @Test
  void aMarkThatIsOffIsNeverReached() {
    assertThat(new Watermarks(new OverloadLimits(null, null, null)).look(live(100)))
        .isEqualTo(Level.NORMAL);
    assertThat(new Watermarks(new OverloadLimits(80, null, null)).look(live(100)))
        .isEqualTo(Level.SHEDDING);
    Watermarks refuseOnly = new Watermarks(new OverloadLimits(null, 90, null));
    assertThat(refuseOnly.look(live(89))).isEqualTo(Level.NORMAL);
    assertThat(refuseOnly.look(live(90))).isEqualTo(Level.REFUSING);
  }

  @Test
  void aHeapWithoutALimitIsNeverFull() {
    assertThat(marks.look(new HeapReading(1_000, 1_000, -1, 1))).isEqualTo(Level.NORMAL);
  }

  @Test
  void whatMayBeGarbageIsInDoubtAndNoMark() {
    assertThat(marks.look(reading(30, 95))).isEqualTo(Level.NORMAL);
    assertThat(marks.inDoubt(reading(30, 79))).isFalse();
    assertThat(marks.inDoubt(reading(30, 80))).isTrue();
    marks.look(live(81));
    assertThat(marks.inDoubt(reading(81, 85))).isFalse();
    assertThat(marks.inDoubt(reading(81, 90))).isTrue();
    marks.look(live(92));
    assertThat(marks.inDoubt(reading(92, 99))).isFalse();
    assertThat(new Watermarks(new OverloadLimits(null, null, null)).inDoubt(reading(1, 99)))
        .isFalse();
  }

  @Test
  void marksThatContradictEachOtherAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OverloadLimits(90, 90, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new OverloadLimits(0, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new OverloadLimits(null, 100, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new OverloadLimits(80, 90, 0));
  }

  @Test
  void placesComeFromTheHeapUnlessTheyAreNamed() {
    assertThat(OverloadLimits.DEFAULTS.places(32 << 20)).isEqualTo(512);
    assertThat(OverloadLimits.DEFAULTS.places(1 << 20)).isEqualTo(64);
    assertThat(OverloadLimits.DEFAULTS.places(8L << 30)).isEqualTo(1024);
    assertThat(OverloadLimits.DEFAULTS.places(-1)).isEqualTo(1024);
    assertThat(new OverloadLimits(80, 90, 3).places(8L << 30)).isEqualTo(3);
  }

  static HeapReading live(int percent) {
    return reading(percent, percent);
  }

  private static HeapReading reading(int live, int old) {
    return new HeapReading(live * 10_000L, old * 10_000L, 1_000_000, 1);
  }
}
