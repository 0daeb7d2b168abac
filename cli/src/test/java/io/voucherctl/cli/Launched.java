package io.voucherctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged launcher, started as a process by somebody whose home is empty. */
final class Launched implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<String> argv;
  private final Process process;
  private final Path out;
  private final Path err;

  /** What a process said until its end. */
  record Ended(int code, String out, String err) {}

  private Launched(List<String> argv, Process process, Path out, Path err) {
    this.argv = argv;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param folder for its home and its streams; many processes may share it
   */
  static Launched start(Path folder, List<String> arguments) throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    // Whoever runs the tests in the background hands an ignored SIGINT down.
    List<String> argv = new ArrayList<>(List.of("env", "--default-signal=INT"));
    argv.add(Path.of(System.getProperty("voucherctl.launcher")).toAbsolutePath().toString());
    argv.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(argv)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new Launched(argv, builder.start(), out, err);
  }

  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    try (Launched launched = start(folder, List.of(arguments))) {
      return launched.ended(PATIENCE);
    }
  }

  Ended ended(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(argv + " did not end in time; stderr: " + err());
    }
    return new Ended(process.exitValue(), out(), err());
  }

  String out() throws IOException {
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  String err() throws IOException {
    return Files.readString(err, StandardCharsets.UTF_8);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** INT, TERM or KILL. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Whatever still runs of what it started ends with it. */
  @Override
  public void close() {
    List<ProcessHandle> descendants = descendants();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
