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
    Attempt attempt = new Attempt(tenant, ask, voucher, now);
    return switch (Use.of(voucher, now, start(desk, known, ask.order()), ask.credits())) {
      case Use.Rejected(Refusal why) when why == Refusal.MISSING_AMOUNT ->
          throw why.because(voucher.code());
      case Use.Rejected(Refusal why) -> failed(sql, attempt, why);
      case Use.Applied applied -> take(sql, attempt, known, applied);
    };
  }

  /** A known order counts as it is stored, whatever was sent with it. */
  static OrderPrice start(Desk desk, @Nullable Order known, @Nullable OrderDraft sent) {
    OrderPrice ofSent =
        sent == null ? OrderPrice.of(null) : OrderPrice.of(sent.amount(), sent.items());
    if (known == null) {
      return ofSent;
    }
    OrderPrice stored = desk.priceOf(known).undiscounted();
    return OrderPrice.of(
        stored.amount() == null ? ofSent.amount() : stored.amount(),
        stored.items() == null ? ofSent.items() : stored.items());
  }

  /** What is tried, on what, and when. */
  private record Attempt(String tenant, Ask ask, Voucher voucher, Instant date) {}

  private Outcome take(Sql sql, Attempt attempt, @Nullable Order known, Use.Applied use)
      throws SQLException {
    String tenant = attempt.tenant;
    long credits = use.credits() == null ? 0 : use.credits();
    Voucher taken = Vouchers.take(sql, tenant, attempt.voucher.id(), credits);
    if (taken == null) {
      return failed(sql, attempt, Refusal.MULTIPLE_REQUESTS);
    }
    OrderDraft sent = attempt.ask.order();
    Customer customer = customers.ifSent(sql, tenant, attempt.ask.customer());
    Order order = null;
    if (sent != null) {
      Customer buyer = customers.ifSent(sql, tenant, sent.customer());
      customer = customer == null ? buyer : customer;
      Customer owner = buyer == null ? customer : buyer;
      String ownerId = owner == null ? null : owner.id();
      order = orders.redeemed(sql, tenant, sent, known, use.price(), ownerId);
    }
    Redemption redemption =
        entry(attempt, desk.ids().redemption(), null, customer, order, use.credits());
    Redemptions.insert(sql, tenant, redemption);
    OrderEntry orderEntry = order == null ? null : OrderEntry.of(sql, tenant, order);
    return new Outcome.Done(new RedemptionEntry(redemption, taken, customer, orderEntry));
  }

  private Outcome failed(Sql sql, Attempt attempt, Refusal why) throws SQLException {
    String id = desk.ids().failedRedemption();
    Customer customer = customers.known(sql, attempt.tenant, attempt.ask.customer());
    Redemptions.insert(
        sql, attempt.tenant, entry(attempt, id, Failure.of(why), customer, null, null));
    return new Outcome.Failed(new Refused(why, attempt.voucher.code(), id, "redemption"));
  }

  private static Redemption entry(
      Attempt attempt,
      String id,
      @Nullable Failure failure,
      @Nullable Customer customer,
      @Nullable Order order,
      @Nullable Long credits) {
    return new Redemption(
        id,
        Kind.REDEMPTION,
        attempt.date,
        failure,
        attempt.voucher.id(),
        attempt.voucher.campaignId(),
        null,
        customer == null ? null : customer.id(),
        customer == null ? null : Tracking.of(customer.sourceId()),
        order == null ? null : order.id(),
        credits,
        attempt.ask.metadata(),
        null,
        null,
        null,
        null);
  }
}
