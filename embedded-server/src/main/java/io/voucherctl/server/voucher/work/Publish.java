package io.voucherctl.server.voucher.work;

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

/** Gives a voucher to a customer. Contract, section 7.7. */
public final class Publish {
  private final Desk desk;
  private final CustomerUpsert customers;

  public Publish(Desk desk, CustomerUpsert customers) {
    this.desk = desk;
    this.customers = customers;
  }

  /**
   * What a caller wants published.
   *
   * @param voucher its code or id
   * @param sourceId the caller's name for this publication; a second use is refused
   */
  public record Ask(
      String voucher,
      CustomerDraft customer,
      String channel,
      @Nullable String sourceId,
      String metadata) {}

  /** A publication with what it touched. */
  public record Published(Publication publication, Voucher voucher, Customer customer) {}

  public Published run(Sql sql, String tenant, Ask ask) throws SQLException {
    Voucher found = Vouchers.find(sql, tenant, ask.voucher());
    if (found == null) {
      throw Refusal.notFound("voucher", ask.voucher());
    }
    Customer customer = customers.upsert(sql, tenant, ask.customer());
    Publication publication =
        new Publication(
            desk.ids().publication(),
            ask.sourceId(),
            found.id(),
            found.terms().type(),
            found.campaignId(),
            customer.id(),
            ask.channel(),
            ask.metadata(),
            desk.now());
    if (!Publications.insert(sql, tenant, publication)) {
      throw Refusal.DUPLICATE_SOURCE_ID.because(
          "Publication with source_id: '" + ask.sourceId() + "' already exists");
    }
    Voucher voucher = Vouchers.publish(sql, tenant, found.id(), customer.id());
    if (voucher == null) {
      throw Refusal.VOUCHER_ALREADY_PUBLISHED.because(found.code());
    }
    return new Published(publication, voucher, customer);
  }
}
