package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartIT {
  private static final Duration BUDGET = Duration.ofSeconds(3);
  private static final int TRIES = 5;

  @TempDir private Path folder;

  /** The fastest of a few: a busy machine says nothing about the program. */
  @Test
  void helpIsThereBeforeSomebodyWonders() throws Exception {
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < TRIES && fastest.compareTo(BUDGET) > 0; i++) {
      long start = System.nanoTime();
      Launched.Ended ended = Launched.run(folder, "--help");
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(ended.code()).isZero();
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    assertThat(fastest).isLessThan(BUDGET);
  }
}
