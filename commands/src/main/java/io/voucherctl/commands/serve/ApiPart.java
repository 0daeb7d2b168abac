package io.voucherctl.commands.serve;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The voucher API of a region.
 *
 * @param replicas more than one only with {@code shared}
 * @param data directory of the database, absolute; null with {@code shared}, or to keep it in
 *     memory
 */
record ApiPart(int replicas, @Nullable Path data, @Nullable SharedStore shared) {
  private static final int MAX_REPLICAS = 10;

  ApiPart {
    if (replicas < 1 || replicas > MAX_REPLICAS) {
      throw new Failure.BadInput(
          "--api-replicas must be 1 to "
              + MAX_REPLICAS
              + ", not "
              + replicas
              + ": each is a process of its own");
    }
    if (replicas > 1 && shared == null) {
      throw new Failure.BadInput(
          "--api-replicas " + replicas + " needs a database that they can share",
          "SQLite has one writer; name a PostgreSQL database with --store");
    }
  }

  /** Where its vouchers are. */
  StoreAddress address() {
    if (shared != null) {
      return shared.address();
    }
    return data == null ? new StoreAddress.Memory() : new StoreAddress.Directory(data);
  }
}
