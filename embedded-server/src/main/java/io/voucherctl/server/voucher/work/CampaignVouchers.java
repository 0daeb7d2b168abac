package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherDraft;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts vouchers into campaigns and takes them out; the campaign's count stays true. */
public final class CampaignVouchers {
  /** As many as one unit makes or removes, so that other writers are not kept waiting. */
  public static final int AT_ONCE = 200;

  private final VoucherCreation creation;

  public CampaignVouchers(VoucherCreation creation) {
    this.creation = creation;
  }

  /** The campaign with this name or id; an unknown one is refused. */
  public static Campaign named(Sql sql, String tenant, String nameOrId) throws SQLException {
    Campaign found = Campaigns.find(sql, tenant, nameOrId);
    if (found == null) {
      throw Refusal.notFound("campaign", nameOrId);
    }
    return found;
  }

  /** Makes one; refuses a code that is taken. */
  public Voucher add(Sql sql, String tenant, String nameOrId, Blueprint blueprint)
      throws SQLException {
    Campaign campaign = named(sql, tenant, nameOrId);
    return add(sql, tenant, campaign, blueprint.next(campaign));
  }

  Voucher add(Sql sql, String tenant, Campaign campaign, VoucherDraft draft) throws SQLException {
    Voucher made = creation.create(sql, tenant, draft, campaign);
    Campaigns.grow(sql, tenant, campaign.id(), 1);
    return made;
  }

  /** Makes {@code count} with codes drawn for them, all or none. */
  public void addSome(Sql sql, String tenant, String id, Blueprint blueprint, long count)
      throws SQLException {
    Campaign campaign = named(sql, tenant, id);
    VoucherDraft draft = blueprint.next(campaign);
    for (long i = 0; i < count; i++) {
      creation.create(sql, tenant, draft, campaign);
    }
    Campaigns.grow(sql, tenant, id, count);
  }

  /** Makes those whose codes are free; the codes that were taken. */
  public List<String> importSome(Sql sql, String tenant, String id, List<VoucherDraft> drafts)
      throws SQLException {
    Campaign campaign = named(sql, tenant, id);
    List<String> taken = new ArrayList<>();
    for (VoucherDraft draft : drafts) {
      String code = draft.code();
      if (code == null) {
        throw Refusal.INVALID_PAYLOAD.because("an imported voucher needs a code");
      }
      if (!creation.createIfFree(sql, tenant, draft, code, campaign)) {
        taken.add(code);
      }
    }
    Campaigns.grow(sql, tenant, id, drafts.size() - taken.size());
    return taken;
  }

  /** Removes some vouchers of a campaign, and the campaign with the last; how many vouchers. */
  public int removeSome(Sql sql, String tenant, String id) throws SQLException {
    int gone = Vouchers.deleteSome(sql, tenant, id, AT_ONCE);
    if (gone < AT_ONCE) {
      Campaigns.delete(sql, tenant, id);
    } else {
      Campaigns.grow(sql, tenant, id, -gone);
    }
    return gone;
  }
}
