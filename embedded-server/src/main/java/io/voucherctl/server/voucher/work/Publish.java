package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Publication;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Publications;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Gives a voucher to a customer. */
public final class Publish {
  private final Desk desk;
  private final CustomerUpsert customers;
  private final CampaignVouchers vouchers;
  private final Blueprint blueprint;

  public Publish(
      Desk desk, CustomerUpsert customers, CampaignVouchers vouchers, Blueprint blueprint) {
    this.desk = desk;
    this.customers = customers;
    this.vouchers = vouchers;
    this.blueprint = blueprint;
  }

  /** Where the voucher comes from. */
  public sealed interface Source {
    /** One voucher, by its code or id. */
    record OfVoucher(String codeOrId) implements Source {}

    /** Any voucher of a campaign, by its name or id. */
    record OfCampaign(String nameOrId) implements Source {}
  }

  /**
   * What a caller wants published.
   *
   * @param joinOnce whether the customer gets the earlier publication again; null to do as the
   *     campaign says
   * @param sourceId the caller's name for this publication; a second use is refused
   */
  public record Ask(
      Source source,
      @Nullable Boolean joinOnce,
      CustomerDraft customer,
      String channel,
      @Nullable String sourceId,
      String metadata) {}

  public PublicationEntry run(Sql sql, String tenant, Ask ask) throws SQLException {
    return switch (ask.source) {
      case Source.OfVoucher(String codeOrId) -> ofVoucher(sql, tenant, ask, codeOrId);
      case Source.OfCampaign(String nameOrId) -> ofCampaign(sql, tenant, ask, nameOrId);
    };
  }

  private PublicationEntry ofVoucher(Sql sql, String tenant, Ask ask, String codeOrId)
      throws SQLException {
    Voucher found = Vouchers.find(sql, tenant, codeOrId);
    if (found == null) {
      throw Refusal.notFound("voucher", codeOrId);
    }
    Customer customer = customers.upsert(sql, tenant, ask.customer);
    if (Boolean.TRUE.equals(ask.joinOnce) && customer.id().equals(found.holderId())) {
      Publication earlier = Publications.lastOfVoucher(sql, tenant, found.id());
      if (earlier != null) {
        return new PublicationEntry(earlier, found, customer);
      }
    }
    return published(sql, tenant, ask, found, customer);
  }

  private PublicationEntry ofCampaign(Sql sql, String tenant, Ask ask, String nameOrId)
      throws SQLException {
    Campaign campaign = CampaignVouchers.named(sql, tenant, nameOrId);
    Customer customer = customers.upsert(sql, tenant, ask.customer);
    if (ask.joinOnce == null ? campaign.terms().joinOnce() : ask.joinOnce) {
      Publication earlier = Publications.firstOfMember(sql, tenant, campaign.id(), customer.id());
      if (earlier != null) {
        return PublicationEntry.of(sql, tenant, earlier);
      }
    }
    return published(sql, tenant, ask, next(sql, tenant, campaign), customer);
  }

  /** The oldest that nobody has, or a new one. */
  private Voucher next(Sql sql, String tenant, Campaign campaign) throws SQLException {
    if (!campaign.active()) {
      throw Refusal.NO_VOUCHER_SUITABLE_FOR_PUBLICATION.because(
          "campaign " + campaign.name() + " is disabled");
    }
    Voucher left = Vouchers.unpublished(sql, tenant, campaign.id());
    if (left != null) {
      return left;
    }
    if (campaign.supply() == Campaign.Supply.STATIC) {
      throw Refusal.NO_VOUCHER_SUITABLE_FOR_PUBLICATION.because(
          "campaign " + campaign.name() + " has no voucher left");
    }
    return vouchers.add(sql, tenant, campaign, blueprint.next(campaign));
  }

  private PublicationEntry published(
      Sql sql, String tenant, Ask ask, Voucher found, Customer customer) throws SQLException {
    Publication publication =
        new Publication(
            desk.ids().publication(),
            ask.sourceId,
            found.id(),
            found.terms().type(),
            found.campaignId(),
            customer.id(),
            ask.channel,
            ask.metadata,
            desk.now());
    if (!Publications.insert(sql, tenant, publication)) {
      throw Refusal.DUPLICATE_SOURCE_ID.because(
          "Publication with source_id: '" + ask.sourceId + "' already exists");
    }
    Voucher voucher = Vouchers.publish(sql, tenant, found.id(), customer.id());
    if (voucher == null) {
      throw Refusal.VOUCHER_ALREADY_PUBLISHED.because(found.code());
    }
    return new PublicationEntry(publication, voucher, customer);
  }
}
