package io.voucherctl.commands.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The bearer token of the moment; empty when there is none. Safe for any number of threads. */
@FunctionalInterface
interface TokenSource {
  /** A token this close to its end is not sent any more. */
  Duration MARGIN = Duration.ofSeconds(10);

  String token();

  /**
   * Reads the file each time, because its owner rotates it; keeps the last one while it is gone.
   */
  static TokenSource file(Path file, String first) {
    return new TokenSource() {
      private volatile String last = first;

      @Override
      public String token() {
        try {
          last = Files.readString(file).strip();
        } catch (IOException e) {
          // between two rotations: the last one may still hold
        }
        return last;
      }
    };
  }

  /** Runs the plugin again when what it gave is about to expire. */
  static TokenSource plugin(
      ExecCredential first, Supplier<ExecCredential> plugin, InstantSource clock) {
    return new TokenSource() {
      private ExecCredential last = first;

      @Override
      public synchronized String token() {
        Instant end = last.expiresAt();
        if (end != null && clock.instant().plus(MARGIN).isAfter(end)) {
          last = plugin.get();
        }
        return last.token() == null ? "" : last.token();
      }
    };
  }
}
