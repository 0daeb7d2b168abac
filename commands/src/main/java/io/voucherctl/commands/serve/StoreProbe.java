package io.voucherctl.commands.serve;

import io.voucherctl.server.voucher.store.StoreAddress;

/** Looks whether a store can be used, before a region is built on it. Made in cli. */
@FunctionalInterface
public interface StoreProbe {
  /** Brings its schema up to date and lets it go; throws a failure in words when it cannot. */
  void require(StoreAddress store);
}
