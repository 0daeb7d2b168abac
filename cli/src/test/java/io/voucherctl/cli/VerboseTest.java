package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerboseTest {
  private final Logger libraries = Logger.getLogger("");
  private final Level before = libraries.getLevel();

  @BeforeEach
  void silence() {
    libraries.setLevel(Level.OFF);
  }

  @AfterEach
  void restore() {
    libraries.setLevel(before);
  }

  @Test
  void librariesStaySilent() {
    TestCli.make().execute("latency", "report", "/nonexistent.hlog");

    assertThat(libraries.getLevel()).isEqualTo(Level.OFF);
  }

  @Test
  void verboseLetsTheirLogsThrough() {
    TestCli.make().execute("latency", "report", "/nonexistent.hlog", "-v");

    assertThat(libraries.getLevel()).isEqualTo(Level.INFO);
  }
}
