package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.VoucherDraft;

/** Reads what a campaign says about its vouchers: the next one to be made. */
@FunctionalInterface
public interface Blueprint {
  VoucherDraft next(Campaign campaign);
}
