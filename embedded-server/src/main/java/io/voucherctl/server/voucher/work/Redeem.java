package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Tracking;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Redeems one voucher. Contract, section 7.4. */
public final class Redeem {
  private final Desk desk;
  private final CustomerUpsert customers;
  private final OrderUpsert orders;

  public Redeem(Desk desk, CustomerUpsert customers, OrderUpsert orders) {
    this.desk = desk;
    this.customers = customers;
    this.orders = orders;
  }

  /**
   * What a caller wants redeemed.
   *
   * @param voucher its code or id
   * @param credits gift money to take; null for what the order needs
   * @param metadata a JSON object
   */
  public record Ask(
      String voucher,
      @Nullable CustomerDraft customer,
      @Nullable OrderDraft order,
      @Nullable Long credits,
      @Nullable String metadata) {}

  /** Counts one use, or notes why not and changes nothing else. */
  public Outcome run(Sql sql, String tenant, Ask ask) throws SQLException {
    Voucher voucher = Vouchers.find(sql, tenant, ask.voucher());
    if (voucher == null) {
      throw Refusal.notFound("voucher", ask.voucher());
    }
    Order known = orders.known(sql, tenant, ask.order());
    Instant now = desk.now();
    return switch (Use.of(voucher, now, amount(known, ask.order()), ask.credits())) {
      case Use.Rejected(Refusal why) when why == Refusal.MISSING_AMOUNT ->
          throw why.because(voucher.code());
      case Use.Rejected(Refusal why) -> failed(sql, tenant, ask, voucher, now, why);
      case Use.Applied(OrderPrice price, Long credits) -> {
        Voucher taken = Vouchers.take(sql, tenant, voucher.id(), credits == null ? 0 : credits);
        yield taken == null
            ? failed(sql, tenant, ask, voucher, now, Refusal.MULTIPLE_REQUESTS)
            : done(sql, tenant, ask, taken, known, now, price, credits);
      }
    };
  }

  /** A known order counts as it is stored, whatever was sent with it. */
  static @Nullable Long amount(@Nullable Order known, @Nullable OrderDraft sent) {
    if (known != null && known.price().amount() != null) {
      return known.price().amount();
    }
    return sent == null ? null : sent.amount();
  }

  private Outcome done(
      Sql sql,
      String tenant,
      Ask ask,
      Voucher taken,
      @Nullable Order known,
      Instant now,
      OrderPrice price,
      @Nullable Long credits)
      throws SQLException {
    Customer customer = customers.ifSent(sql, tenant, ask.customer());
    Order order = null;
    if (ask.order() != null) {
      Customer buyer = customers.ifSent(sql, tenant, ask.order().customer());
      customer = customer == null ? buyer : customer;
      Customer owner = buyer == null ? customer : buyer;
      String ownerId = owner == null ? null : owner.id();
      order = orders.redeemed(sql, tenant, ask.order(), known, price, ownerId);
    }
    Redemption redemption =
        entry(desk.ids().redemption(), now, null, taken, customer, order, credits, ask.metadata());
    Redemptions.insert(sql, tenant, redemption);
    return new Outcome.Done(
        new RedemptionEntry(
            redemption, taken, customer, order == null ? null : OrderEntry.of(sql, tenant, order)));
  }

  private Outcome failed(Sql sql, String tenant, Ask ask, Voucher voucher, Instant now, Refusal why)
      throws SQLException {
    String id = desk.ids().failedRedemption();
    Customer customer = customers.known(sql, tenant, ask.customer());
    Failure failure = Failure.of(why);
    Redemptions.insert(
        sql, tenant, entry(id, now, failure, voucher, customer, null, null, ask.metadata()));
    return new Outcome.Failed(new Refused(why, voucher.code(), id, "redemption"));
  }

  private static Redemption entry(
      String id,
      Instant date,
      @Nullable Failure failure,
      Voucher voucher,
      @Nullable Customer customer,
      @Nullable Order order,
      @Nullable Long credits,
      @Nullable String metadata) {
    return new Redemption(
        id,
        Kind.REDEMPTION,
        date,
        failure,
        voucher.id(),
        customer == null ? null : customer.id(),
        customer == null ? null : Tracking.of(customer.sourceId()),
        order == null ? null : order.id(),
        credits,
        metadata,
        null,
        null,
        null,
        null);
  }
}
