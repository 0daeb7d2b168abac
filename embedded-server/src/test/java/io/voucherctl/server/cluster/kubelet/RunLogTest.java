package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir Path directory;

  @Test
  void boundsARunawayLogAndKeepsItsEnd() throws IOException {
    RunLog log = new RunLog(RunLog.file(directory, 0), 20_000);
    log.copy(in("x".repeat(100_000) + "\nthe end\n"));

    long kept = Files.size(directory.resolve("0.log")) + Files.size(directory.resolve("0.log.1"));
    assertThat(kept).isLessThan(2 * (20_000 + 8_192));
    assertThat(log.tail()).endsWith("the end");
  }

  @Test
  void tailsAtMostEightyLines() throws IOException {
    RunLog log = new RunLog(RunLog.file(directory, 0), 1 << 20);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("line ").append(i).append('\n');
    }
    log.copy(in(text.toString()));

    assertThat(log.tail().lines()).hasSize(80).first().isEqualTo("line 120");
  }

  @Test
  void keepsTheLogsOfTheNewestRuns() throws IOException {
    for (int run = 0; run < 9; run++) {
      RunLog.prune(directory, run, 5);
      new RunLog(RunLog.file(directory, run), 1 << 20).copy(in("run " + run));
    }

    assertThat(directory.resolve("3.log")).doesNotExist();
    assertThat(directory.resolve("4.log")).hasContent("run 4");
    assertThat(directory.resolve("8.log")).hasContent("run 8");
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
