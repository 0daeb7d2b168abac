package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Refused;

/** How a redemption or rollback went; both ways are stored. */
public sealed interface Outcome<T> {
  /** It was done, and this is what came of it. */
  record Done<T>(T result) implements Outcome<T> {}

  /** It was refused, and that was noted in the voucher's history. */
  record Failed<T>(Refused why) implements Outcome<T> {}
}
