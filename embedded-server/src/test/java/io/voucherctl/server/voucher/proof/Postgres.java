package io.voucherctl.server.voucher.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A PostgreSQL of its own in the foreground: says the JDBC URL, and ends with its standard input.
 *
 * <p>Arguments: working directory.
 */
public final class Postgres {
  private Postgres() {}

  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(Path.of(arguments[0]).toFile())
            .setCleanDataDirectory(true)
            .start()) {
      System.out.println("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
      while (System.in.read() >= 0) {
        // Until whoever started this lets go.
      }
    }
  }
}
