package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Campaign.Generation;
import io.voucherctl.server.voucher.domain.CampaignChange;
import io.voucherctl.server.voucher.domain.CampaignDraft;
import io.voucherctl.server.voucher.domain.CampaignTerms;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes campaigns and changes them. */
public final class CampaignCreation {
  private final Desk desk;
  private final CampaignVouchers vouchers;
  private final Blueprint blueprint;

  public CampaignCreation(Desk desk, CampaignVouchers vouchers, Blueprint blueprint) {
    this.desk = desk;
    this.vouchers = vouchers;
    this.blueprint = blueprint;
  }

  /** Stores the campaign and the first of its codes; a name that is taken is refused. */
  public Campaign begin(Sql sql, String tenant, CampaignDraft draft) throws SQLException {
    Instant now = desk.now();
    Campaign campaign =
        new Campaign(
            desk.ids().campaign(),
            draft.name(),
            draft.kind(),
            draft.supply(),
            draft.voucher(),
            draft.terms(),
            0,
            true,
            Generation.IN_PROGRESS,
            now,
            now,
            null);
    if (!Campaigns.insert(sql, tenant, campaign)) {
      throw new Refused(
          Refusal.DUPLICATE_FOUND,
          "Duplicated campaign exists with id " + draft.name(),
          draft.name(),
          "campaign");
    }
    return more(sql, tenant, campaign.id(), draft.vouchersCount());
  }

  /** Makes the next of {@code missing} codes; with the last of them it is done. */
  public Campaign more(Sql sql, String tenant, String id, long missing) throws SQLException {
    long some = Math.min(missing, CampaignVouchers.AT_ONCE);
    vouchers.addSome(sql, tenant, id, blueprint, some);
    return noted(sql, tenant, id, some == missing ? Generation.DONE : Generation.IN_PROGRESS);
  }

  /** Notes that the codes still missing will not come. */
  public Campaign failed(Sql sql, String tenant, String id) throws SQLException {
    return noted(sql, tenant, id, Generation.FAILED);
  }

  private Campaign noted(Sql sql, String tenant, String id, Generation generation)
      throws SQLException {
    Campaign campaign = Campaigns.generated(sql, tenant, id, generation, desk.now());
    if (campaign == null) {
      throw Refusal.notFound("campaign", id);
    }
    return campaign;
  }

  /** Changes what was sent; vouchers that are there already stay as they are. */
  public Campaign change(Sql sql, String tenant, String nameOrId, CampaignChange change)
      throws SQLException {
    Campaign stored = CampaignVouchers.named(sql, tenant, nameOrId);
    CampaignTerms terms = stored.terms();
    CampaignTerms changed =
        new CampaignTerms(
            or(change.description(), terms.description()),
            or(change.category(), terms.category()),
            or(change.startDate(), terms.startDate()),
            or(change.expirationDate(), terms.expirationDate()),
            change.joinOnce() == null ? terms.joinOnce() : change.joinOnce(),
            change.autoJoin() == null ? terms.autoJoin() : change.autoJoin(),
            change.metadata() == null
                ? terms.metadata()
                : desk.mergeMetadata().apply(terms.metadata(), change.metadata()));
    return changed.equals(terms) ? stored : updated(sql, tenant, stored, changed, stored.active());
  }

  /** Enables or disables it; its vouchers follow. */
  public Campaign activate(Sql sql, String tenant, String nameOrId, boolean active)
      throws SQLException {
    Campaign stored = CampaignVouchers.named(sql, tenant, nameOrId);
    return stored.active() == active
        ? stored
        : updated(sql, tenant, stored, stored.terms(), active);
  }

  private Campaign updated(
      Sql sql, String tenant, Campaign stored, CampaignTerms terms, boolean active)
      throws SQLException {
    Campaign changed = stored.with(terms, active, desk.now());
    Campaigns.update(sql, tenant, changed);
    return changed;
  }

  private static <T> @Nullable T or(@Nullable T sent, @Nullable T stored) {
    return sent == null ? stored : sent;
  }
}
