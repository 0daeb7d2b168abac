package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTallyTest {
  private static final ProbeSpec THREE_OF_TWO =
      new ProbeSpec("/", 1, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 3, 2);

  @Test
  void turnsOnlyAfterEnoughResultsInARow() {
    ProbeTally tally = new ProbeTally(THREE_OF_TWO, true);

    assertThat(tally.add(false)).isTrue();
    assertThat(tally.add(false)).isTrue();
    assertThat(tally.add(true)).isTrue();
    assertThat(tally.add(false)).isTrue();
    assertThat(tally.add(false)).isTrue();
    assertThat(tally.add(false)).isFalse();
    assertThat(tally.add(true)).isFalse();
    assertThat(tally.add(true)).isTrue();
  }

  @Test
  void staysUnreadyUntilEnoughSuccesses() {
    ProbeTally tally = new ProbeTally(THREE_OF_TWO, false);

    assertThat(tally.add(true)).isFalse();
    assertThat(tally.add(true)).isTrue();
  }
}
