package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A folder to complete in: the script, a few files, and a {@code voucherctl} on PATH that answers
 * {@code __complete}.
 */
final class Playground {
  /** Far above the second that a script may wait, far below the hang it has to stop. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String PROGRAM =
      """
      #!/bin/sh
      case "$1 $2 $3" in
        '__complete -- tenants') printf '%s\\n' acme apex '$(touch pwned)' '`id`' "o'neil" ;;
        '__complete -- tenant-rates') printf '%s\\n' acme= beta= ;;
        '__complete -- pods') echo early; exec sleep 30 ;;
        *) echo broken >&2; exit 1 ;;
      esac
      """;

  private final Path folder;

  private Playground(Path folder) {
    this.folder = folder;
  }

  static Playground in(Path folder, Shell shell, CompletionModel model) throws IOException {
    Files.writeString(folder.resolve("script"), shell.script(model));
    Files.writeString(folder.resolve("dump.json"), "{}");
    Files.createDirectory(folder.resolve("dumps"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    program(bin.resolve("voucherctl"), PROGRAM);
    return new Playground(folder);
  }

  private static void program(Path file, String text) throws IOException {
    Files.setPosixFilePermissions(
        Files.writeString(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Leaves nothing on PATH but the program and what a shell needs to stop it. */
  void takeTimeoutAway() throws IOException {
    for (String tool : List.of("sh", "sleep")) {
      program(folder.resolve("bin").resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
    }
  }

  Path folder() {
    return folder;
  }

  /** What a command prints, both streams. */
  String run(String... command) throws IOException, InterruptedException {
    Process process = start(command);
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("%s ends; it shows%n%s", List.of(command), shown()).isTrue();
      return shown();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whoever starts it ends it. What it shows goes to a file, so it never waits for a reader. */
  Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin") + File.pathSeparator + path());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TERM", "dumb");
    return builder.redirectErrorStream(true).redirectOutput(screen().toFile()).start();
  }

  String shown() throws IOException {
    return Files.readString(screen());
  }

  private Path screen() {
    return folder.resolve("screen");
  }

  /** Aborts the test, visibly, where one of these programs is not installed. */
  static void assumeInstalled(String... programs) {
    for (String program : programs) {
      assumeTrue(find(program) != null, program + " is not installed");
    }
  }

  private static Path find(String program) {
    for (String folder : path().split(Pattern.quote(File.pathSeparator), -1)) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
  }
}
