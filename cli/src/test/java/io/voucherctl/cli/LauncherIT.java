package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher, from the places that people put it. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of(System.getProperty("voucherctl.launcher"));

  private record Ended(int code, String out, String err) {}

  @TempDir private Path temp;

  @Test
  void runsFromAnyDirectory() throws Exception {
    assertThat(run(temp, LAUNCHER.toString(), "--version").out()).startsWith("voucherctl 0.");
  }

  @Test
  void runsThroughAChainOfSymbolicLinksWithSpacesInTheirPaths() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("my tools"));
    Path first = Files.createSymbolicLink(folder.resolve("first link"), LAUNCHER);
    Path second = Files.createSymbolicLink(folder.resolve("second"), folder.relativize(first));

    assertThat(run(temp, second.toString(), "--version").out()).startsWith("voucherctl 0.");
  }

  @Test
  void runsFromACopyOfItsFolderWithSpacesInItsPath() throws Exception {
    Path home = LAUNCHER.getParent().getParent();
    Path copy = temp.resolve("a copy");
    run(temp, "cp", "-r", home.toString(), copy.toString());

    Ended ended = run(temp, copy.resolve("bin/voucherctl").toString(), "--version");

    assertThat(ended).isEqualTo(new Ended(0, ended.out(), ""));
    assertThat(ended.out()).startsWith("voucherctl 0.");
  }

  @Test
  void runsFromThePath() throws Exception {
    String path = LAUNCHER.getParent() + ":" + System.getenv("PATH");

    Ended ended = run(temp, "env", "PATH=" + path, "voucherctl", "help", "exit-codes");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("somebody else changed it first");
  }

  @Test
  void anOldJavaOnThePathDoesNotHinderIt() throws Exception {
    Path old = Files.createDirectories(temp.resolve("jdk-17/bin"));
    Files.writeString(old.getParent().resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\necho old java\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String path = old + ":" + System.getenv("PATH");

    Ended ended =
        run(
            temp,
            "env",
            "JAVA_HOME=" + old.getParent(),
            "PATH=" + path,
            LAUNCHER.toString(),
            "--version");

    assertThat(ended.out()).startsWith("voucherctl 0.");
  }

  @Test
  void argumentsReachTheProgramUnchanged() throws Exception {
    Ended ended = run(temp, LAUNCHER.toString(), "no such * command", "$HOME");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("no such * command").contains("$HOME");
  }

  private static Ended run(Path directory, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    List<String> argv = new ArrayList<>(List.of(command));
    Process process =
        new ProcessBuilder(argv)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(argv + " did not end in time");
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
