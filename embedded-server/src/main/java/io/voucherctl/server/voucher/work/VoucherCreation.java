package io.voucherctl.server.voucher.work;

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

/** Makes vouchers. */
public final class VoucherCreation {
  private static final int DRAWS = 20;

  private final Desk desk;

  public VoucherCreation(Desk desk) {
    this.desk = desk;
  }

  /** Makes one, with a code drawn when the draft has none; refuses a code that is taken. */
  public Voucher create(Sql sql, String tenant, VoucherDraft draft) throws SQLException {
    return draft.code() == null
        ? drawn(sql, tenant, draft)
        : withCode(sql, tenant, draft, draft.code());
  }

  /** Makes those whose codes are free; the codes that are not. */
  public List<String> importAll(Sql sql, String tenant, List<VoucherDraft> drafts)
      throws SQLException {
    List<String> taken = new ArrayList<>();
    for (VoucherDraft draft : drafts) {
      if (draft.code() == null) {
        throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
      }
      if (!Vouchers.insert(sql, tenant, voucher(draft, draft.code()))) {
        taken.add(draft.code());
      }
    }
    return taken;
  }

  private Voucher withCode(Sql sql, String tenant, VoucherDraft draft, String code)
      throws SQLException {
    Voucher voucher = voucher(draft, code);
    if (!Vouchers.insert(sql, tenant, voucher)) {
      throw new Refused(
          Refusal.DUPLICATE_FOUND, "Duplicated voucher exists with id " + code, code, "voucher");
    }
    return voucher;
  }

  private Voucher drawn(Sql sql, String tenant, VoucherDraft draft) throws SQLException {
    for (int i = 0; i < DRAWS; i++) {
      Voucher voucher = voucher(draft, draft.pattern().draw(desk.ids().random()));
      if (Vouchers.insert(sql, tenant, voucher)) {
        return voucher;
      }
    }
    throw Refusal.INVALID_CODE_CONFIG.because("no free code after " + DRAWS + " draws");
  }

  private Voucher voucher(VoucherDraft draft, String code) {
    Long money = draft.giftAmount();
    Gift gift = money == null ? null : new Gift(money, money);
    return new Voucher(
        desk.ids().voucher(),
        code,
        null,
        null,
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
