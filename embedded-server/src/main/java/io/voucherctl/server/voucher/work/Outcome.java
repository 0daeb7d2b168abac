package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Refused;

/** How a redemption or rollback went; both ways are stored. */
public sealed interface Outcome {
  /** It was done. */
  record Done(RedemptionEntry entry) implements Outcome {}

  /** It was refused, and that was noted in the voucher's history. */
  record Failed(Refused why) implements Outcome {}
}
