package io.voucherctl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** The process: argv in, exit code out. The one place that knows the process's surroundings. */
public final class Main {
  /** Children get 10 s to drain; a little more lets them be reaped and reported. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private Main() {}

  public static void main(String[] args) {
    Tether.hold(System.getenv(), System.in);
    Shutdown shutdown = Shutdown.install(GRACE);
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        Surroundings.of(System.getenv(), System.getProperties(), Path.of("").toAbsolutePath());
    int code;
    try (Resources resources = new Resources()) {
      code = Cli.of(surroundings, shutdown, resources, out, err).execute(args);
    }
    out.flush();
    err.flush();
    shutdown.finish();
    System.exit(code);
  }
}
