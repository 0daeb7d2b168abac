package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.yaml.snakeyaml.LoaderOptions;

/** A kubelet's children end with it, even when it has no chance to end them. */
class TetherTest {
  @TempDir Path state;

  @Test
  void noChildOutlivesAParentThatWasKilled() throws Exception {
    String classPath =
        Stream.of(
                DoomedParent.class,
                Kubelet.class,
                ObjectMapper.class,
                JsonFactory.class,
                JsonFormat.class,
                YAMLMapper.class,
                LoaderOptions.class,
                Logger.class)
            .map(TetherTest::location)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    Process parent =
        new ProcessBuilder(
                List.of(
                    TinyRuntime.java(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    DoomedParent.class.getName(),
                    TinyChild.classes().toString(),
                    state.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(parent.inputReader().readLine())).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      parent.toHandle().destroyForcibly();
      assertThat(parent.waitFor()).isEqualTo(137);
      Eventually.holds(Duration.ofSeconds(2), () -> !child.isAlive() || isZombie(child));
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Dead, but not yet collected by the process that inherited it: some are slow at it. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false; // no such process any more, or no such file system here
    }
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
