package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Customers;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Undoes one redemption, once. Contract, section 7.6. */
public final class Rollback {
  private final Desk desk;
  private final CustomerUpsert customers;
  private final OrderUpsert orders;

  public Rollback(Desk desk, CustomerUpsert customers, OrderUpsert orders) {
    this.desk = desk;
    this.customers = customers;
    this.orders = orders;
  }

  /**
   * What a caller wants undone.
   *
   * @param customer must be the redeemer when sent
   * @param order must be the redemption's when sent
   */
  public record Ask(
      String redemption,
      @Nullable CustomerDraft customer,
      @Nullable OrderDraft order,
      @Nullable String reason,
      @Nullable String metadata) {}

  public Outcome run(Sql sql, String tenant, Ask ask) throws SQLException {
    Redemption redeemed = Redemptions.find(sql, tenant, ask.redemption());
    if (redeemed == null) {
      throw Refusal.notFound("redemption", ask.redemption());
    }
    if (!redeemed.canBeRolledBack()) {
      throw Refusal.INVALID_REDEMPTION.because(redeemed.id() + " is not a successful redemption");
    }
    checkCustomer(sql, tenant, redeemed, ask.customer());
    checkOrder(sql, tenant, redeemed, ask.order());
    Instant now = desk.now();
    String id = desk.ids().rollback();
    return Redemptions.undo(sql, tenant, redeemed.id(), id, now)
        ? done(sql, tenant, redeemed, entry(id, redeemed, ask, now, null))
        : failed(sql, tenant, redeemed, ask, now);
  }

  private void checkCustomer(
      Sql sql, String tenant, Redemption redeemed, @Nullable CustomerDraft sent)
      throws SQLException {
    if (sent == null || (sent.id() == null && sent.sourceId() == null)) {
      return;
    }
    Customer known = customers.known(sql, tenant, sent);
    if (known == null) {
      throw Refusal.notFound("customer", String.valueOf(sent.sourceId()));
    }
    if (!known.id().equals(redeemed.customerId())) {
      throw Refusal.INVALID_CUSTOMER.because(known.id() + " did not redeem " + redeemed.id());
    }
  }

  private void checkOrder(Sql sql, String tenant, Redemption redeemed, @Nullable OrderDraft sent)
      throws SQLException {
    if (sent == null || (sent.id() == null && sent.sourceId() == null)) {
      return;
    }
    Order known = orders.known(sql, tenant, sent);
    if (known == null) {
      throw Refusal.notFound("order", String.valueOf(sent.sourceId()));
    }
    if (!known.id().equals(redeemed.orderId())) {
      throw Refusal.INVALID_ORDER.because(known.id() + " is not the order of " + redeemed.id());
    }
  }

  private Outcome done(Sql sql, String tenant, Redemption redeemed, Redemption rollback)
      throws SQLException {
    Long credits = redeemed.amount();
    String voucherId = redeemed.voucherId();
    Voucher voucher =
        voucherId == null
            ? null
            : Vouchers.giveBack(sql, tenant, voucherId, credits == null ? 0 : credits);
    Redemptions.insert(sql, tenant, rollback);
    String orderId = redeemed.orderId();
    Order order = orderId == null ? null : orders.cancelled(sql, tenant, orderId);
    String customerId = redeemed.customerId();
    return new Outcome.Done(
        new RedemptionEntry(
            rollback,
            voucher,
            customerId == null ? null : Customers.byId(sql, tenant, customerId),
            order == null ? null : OrderEntry.of(sql, tenant, order)));
  }

  private Outcome failed(Sql sql, String tenant, Redemption redeemed, Ask ask, Instant now)
      throws SQLException {
    Refusal why = Refusal.ALREADY_ROLLED_BACK;
    String id = desk.ids().failedRollback();
    Redemptions.insert(sql, tenant, entry(id, redeemed, ask, now, Failure.of(why)));
    return new Outcome.Failed(new Refused(why, redeemed.id(), id, "redemption_rollback"));
  }

  private static Redemption entry(
      String id, Redemption redeemed, Ask ask, Instant date, @Nullable Failure failure) {
    Long credits = redeemed.amount();
    return new Redemption(
        id,
        Kind.ROLLBACK,
        date,
        failure,
        redeemed.voucherId(),
        redeemed.campaignId(),
        null,
        redeemed.customerId(),
        redeemed.trackingId(),
        redeemed.orderId(),
        credits == null || failure != null ? null : Long.valueOf(-credits),
        ask.metadata(),
        ask.reason(),
        redeemed.id(),
        null,
        null);
  }
}
