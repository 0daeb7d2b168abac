package io.voucherctl.commands.serve;

import io.voucherctl.server.voucher.store.StoreAddress;

/** What keeps the vouchers, in one word; part of the JSON that parts and regions answer with. */
final class StoreKind {
  private StoreKind() {}

  static String of(StoreAddress address) {
    return switch (address) {
      case StoreAddress.Memory _ -> "memory";
      case StoreAddress.Directory _ -> "sqlite";
      case StoreAddress.Postgres _ -> "postgresql";
    };
  }
}
