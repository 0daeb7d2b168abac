package io.voucherctl.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process: argv in, exit code out. The one place that knows the process's surroundings. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Tether.hold(System.getenv(), System.in);
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        Surroundings.of(System.getenv(), System.getProperties(), Path.of("").toAbsolutePath());
    int code;
    try (Resources resources = new Resources()) {
      code = Cli.of(surroundings, resources, out, err).execute(args);
    }
    out.flush();
    err.flush();
    System.exit(code);
  }
}
