package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Gift;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes vouchers. */
public final class VoucherCreation {
  private static final int DRAWS = 20;

  private final Desk desk;

  public VoucherCreation(Desk desk) {
    this.desk = desk;
  }

  /** Makes one, with a code drawn when the draft has none; refuses a code that is taken. */
  public Voucher create(Sql sql, String tenant, VoucherDraft draft) throws SQLException {
    return create(sql, tenant, draft, null);
  }

  /** The same, in a campaign, which does not count it yet. */
  Voucher create(Sql sql, String tenant, VoucherDraft draft, @Nullable Campaign campaign)
      throws SQLException {
    return draft.code() == null
        ? drawn(sql, tenant, draft, campaign)
        : withCode(sql, tenant, draft, draft.code(), campaign);
  }

  /** Whether the code was free, and the voucher is made in the campaign. */
  boolean createIfFree(Sql sql, String tenant, VoucherDraft draft, String code, Campaign campaign)
      throws SQLException {
    return Vouchers.insert(sql, tenant, voucher(draft, code, campaign));
  }

  /** Makes those whose codes are free; the codes that are not. */
  public List<String> importAll(Sql sql, String tenant, List<VoucherDraft> drafts)
      throws SQLException {
    List<Voucher> vouchers = new ArrayList<>(drafts.size());
    for (VoucherDraft draft : drafts) {
      if (draft.code() == null) {
        throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
      }
      vouchers.add(voucher(draft, draft.code(), null));
    }
    return Vouchers.insertAll(sql, tenant, vouchers);
  }

  private Voucher withCode(
      Sql sql, String tenant, VoucherDraft draft, String code, @Nullable Campaign campaign)
      throws SQLException {
    Voucher voucher = voucher(draft, code, campaign);
    if (!Vouchers.insert(sql, tenant, voucher)) {
      throw new Refused(
          Refusal.DUPLICATE_FOUND, "Duplicated voucher exists with id " + code, code, "voucher");
    }
    return voucher;
  }

  private Voucher drawn(Sql sql, String tenant, VoucherDraft draft, @Nullable Campaign campaign)
      throws SQLException {
    for (int i = 0; i < DRAWS; i++) {
      Voucher voucher = voucher(draft, draft.pattern().draw(desk.ids().random()), campaign);
      if (Vouchers.insert(sql, tenant, voucher)) {
        return voucher;
      }
    }
    throw Refusal.INVALID_CODE_CONFIG.because("no free code after " + DRAWS + " draws");
  }

  private Voucher voucher(VoucherDraft draft, String code, @Nullable Campaign campaign) {
    Long money = draft.giftAmount();
    Gift gift = money == null ? null : new Gift(money, money);
    return new Voucher(
        desk.ids().voucher(),
        code,
        campaign == null ? null : campaign.id(),
        campaign == null ? null : campaign.name(),
        draft.terms(),
        gift,
        0,
        0,
        0,
        null,
        desk.now(),
        null);
  }
}
