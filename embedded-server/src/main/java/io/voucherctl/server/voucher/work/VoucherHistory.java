package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Listing;
import io.voucherctl.server.voucher.store.Listing.Page;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;

/** A voucher and a page of what was done with it. */
public record VoucherHistory(Voucher voucher, Page<RedemptionEntry> page) {

  /**
   * Reads it.
   *
   * @param code the voucher's code or id
   */
  public static VoucherHistory find(Sql sql, String tenant, String code, Listing listing)
      throws SQLException {
    Voucher voucher = Vouchers.find(sql, tenant, code);
    if (voucher == null) {
      throw Refusal.notFound("voucher", code);
    }
    Listing ofVoucher = listing.where(Redemptions.ofVoucher(voucher.id()));
    return new VoucherHistory(voucher, RedemptionEntry.list(sql, tenant, ofVoucher));
  }
}
