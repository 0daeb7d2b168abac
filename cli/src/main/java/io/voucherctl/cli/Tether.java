package io.voucherctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Ties a child to its parent: when the parent dies, however it dies, the pipe on the child's stdin
 * ends, and so does the child. Asked for by the environment, so that no flag can switch it on by
 * mistake.
 */
final class Tether {
  static final String VARIABLE = "VOUCHERCTL_TETHER";
  static final String STDIN = "stdin";

  /** As SIGTERM would have ended it. */
  private static final int EXIT_CODE = 143;

  private Tether() {}

  static void hold(Map<String, String> environment, InputStream stdin) {
    if (STDIN.equals(environment.get(VARIABLE))) {
      Thread.ofPlatform().daemon().name("tether").start(() -> watch(stdin));
    }
  }

  /** Halts rather than exits: nobody is left to be served, and a shutdown hook could hang. */
  private static void watch(InputStream stdin) {
    try {
      while (stdin.read() >= 0) {
        // Whatever the parent writes means only that it lives.
      }
    } catch (IOException e) {
      // A broken pipe is an ended one.
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
