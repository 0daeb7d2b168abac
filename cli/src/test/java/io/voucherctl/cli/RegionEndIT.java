package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A region ends with its {@code serve}, however that ends. */
class RegionEndIT {
  @TempDir private Path folder;

  @Test
  void sigtermEndsEveryPod() throws Exception {
    try (ServedRegion region = ServedRegion.start(folder, 1)) {
      List<ProcessHandle> pods = region.serve().descendants();
      assertThat(pods).hasSize(2);

      region.serve().signal("TERM");

      assertThat(region.serve().ended(Duration.ofSeconds(15)).code()).isEqualTo(143);
      assertThat(alive(pods)).isEmpty();
      assertThat(region.serve().out().lines()).hasSize(1);
    }
  }

  @Test
  void sigkillLeavesNoPod() throws Exception {
    try (ServedRegion region = ServedRegion.start(folder, 1)) {
      List<ProcessHandle> pods = region.serve().descendants();
      assertThat(pods).hasSize(2);
      try {
        region.serve().signal("KILL");

        Poll.until(Duration.ofSeconds(3), "no pod", () -> alive(pods), List::isEmpty);
      } finally {
        pods.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static List<ProcessHandle> alive(List<ProcessHandle> processes) {
    return processes.stream().filter(RegionEndIT::isAlive).toList();
  }

  /** Where nobody reaps orphans, a dead process stays in the table as a zombie. */
  private static boolean isAlive(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return process.isAlive() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }
}
