package io.voucherctl.cli.runbook;

import io.voucherctl.cli.runbook.Runbook.Step;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A user at a shell: an empty home, an empty working folder that the steps share, and {@code
 * voucherctl} on PATH.
 */
final class Session {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 2_000;

  private final Path folder;
  private final Path launcher;
  private final Duration patience;

  /**
   * @param folder an empty folder that the session may fill
   * @param patience how long one step may take
   */
  Session(Path folder, Path launcher, Duration patience) {
    this.folder = folder;
    this.launcher = launcher;
    this.patience = patience;
  }

  /** What one command answered; each stream cut at a bound far above what a runbook expects. */
  record Answer(int exitCode, boolean late, List<String> out, List<String> err) {}

  /** Runs a step and tells the differences, or nothing at all when it answered as expected. */
  String differences(String runbook, Step step) throws IOException, InterruptedException {
    Answer answer = run(step.command());
    StringBuilder report = new StringBuilder();
    if (answer.late()) {
      report.append("it was killed after ").append(patience.toSeconds()).append(" s\n");
    } else if (answer.exitCode() != step.exitCode()) {
      report.append("exit code: expected ").append(step.exitCode());
      report.append(", was ").append(answer.exitCode()).append('\n');
    }
    Comparison out = new Comparison(step.out(), answer.out());
    Comparison err = new Comparison(step.err(), answer.err());
    report.append(out.fits() ? "" : "stdout (- expected, + actual):\n" + out.diff());
    report.append(err.fits() ? "" : "stderr (- expected, + actual):\n" + err.diff());
    return report.isEmpty()
        ? ""
        : runbook + ":" + step.line() + "  $ " + step.command() + "\n" + report;
  }

  Answer run(String command) throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(Files.createDirectories(folder.resolve("work")).toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", launcher.toAbsolutePath().getParent() + ":/usr/bin:/bin");
    builder.environment().put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    boolean ended = process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (!ended) {
      kill(process);
    }
    return new Answer(process.exitValue(), !ended, lines(out), lines(err));
  }

  /** Only what this step started: the descendants first, while their parent still names them. */
  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private static List<String> lines(Path stream) throws IOException {
    try (InputStream in = Files.newInputStream(stream)) {
      String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      Stream<String> lines = text.isEmpty() ? Stream.of() : Stream.of(text.split("\n", -1));
      List<String> kept = lines.limit(MOST_LINES).toList();
      return text.endsWith("\n") && kept.getLast().isEmpty()
          ? kept.subList(0, kept.size() - 1)
          : kept;
    }
  }
}
