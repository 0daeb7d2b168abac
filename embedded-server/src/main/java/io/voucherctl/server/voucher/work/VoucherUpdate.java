package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherChange;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.VoucherEdits;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Changes and removes vouchers, each named by its code or id. */
public final class VoucherUpdate {
  private final Desk desk;

  public VoucherUpdate(Desk desk) {
    this.desk = desk;
  }

  /** The stored voucher with this code or id; an unknown one is refused. */
  public static Voucher named(Sql sql, String tenant, String codeOrId) throws SQLException {
    return there(Vouchers.find(sql, tenant, codeOrId), codeOrId);
  }

  /** Changes what {@code change} names; what comes out equal counts as unchanged. */
  public Voucher change(Sql sql, String tenant, String codeOrId, VoucherChange change)
      throws SQLException {
    Voucher stored = named(sql, tenant, codeOrId);
    VoucherTerms terms = change.of(stored.terms(), desk.mergeMetadata());
    return terms.equals(stored.terms())
        ? stored
        : there(VoucherEdits.change(sql, tenant, stored.id(), terms, desk.now()), codeOrId);
  }

  /** Puts money on a gift voucher, or takes some off that was not spent. */
  public Voucher addMoney(Sql sql, String tenant, String codeOrId, long more) throws SQLException {
    Voucher stored = named(sql, tenant, codeOrId);
    if (stored.gift() == null) {
      throw Refusal.INVALID_GIFT.because(stored.code() + " has no balance");
    }
    Voucher changed = VoucherEdits.addMoney(sql, tenant, stored.id(), more, desk.now());
    if (changed == null) {
      throw Refusal.INVALID_ADD_BALANCE_PARAMS.because(
          more < 0
              ? "the balance of " + stored.gift().balance() + " cannot go below zero"
              : "the amount of " + stored.gift().amount() + " cannot grow so much");
    }
    return changed;
  }

  /** Removes a voucher for good, whose code is free from then on; the removed one. */
  public Voucher delete(Sql sql, String tenant, String codeOrId) throws SQLException {
    Voucher stored = named(sql, tenant, codeOrId);
    VoucherEdits.delete(sql, tenant, stored.id());
    Campaigns.grow(sql, tenant, stored.campaignId(), -1);
    return stored;
  }

  private static Voucher there(@Nullable Voucher found, String codeOrId) {
    if (found == null) {
      throw Refusal.notFound("voucher", codeOrId);
    }
    return found;
  }
}
