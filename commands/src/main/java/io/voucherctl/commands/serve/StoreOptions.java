package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the voucher database is. */
public final class StoreOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the voucher database is kept. Without it: in memory, gone at the end.")
  private @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "A PostgreSQL database to use instead, as jdbc:postgresql://HOST:PORT/DATABASE. User and"
              + " password come from PGUSER, and PGPASSWORD or PGPASSFILE, in the environment.")
  private @Nullable String store;

  /** The directory of the database, absolute because pods stand elsewhere; null without one. */
  @Nullable Path data() {
    return data == null ? null : data.toAbsolutePath();
  }

  /** The database that was named; null when there is none. */
  @Nullable SharedStore shared(DatabaseLogin login) {
    if (store == null) {
      return null;
    }
    if (data != null) {
      throw new Failure.BadInput("--data and --store name two databases", "leave one of them out");
    }
    return SharedStore.of(store, login);
  }

  StoreAddress address(DatabaseLogin login) {
    return new ApiPart(1, data(), shared(login)).address();
  }
}
