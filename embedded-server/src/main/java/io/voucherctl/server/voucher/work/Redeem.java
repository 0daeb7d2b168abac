package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Customer;
import io.voucherctl.server.voucher.domain.CustomerDraft;
import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.OrderPrice;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Redemption;
import io.voucherctl.server.voucher.domain.Redemption.Failure;
import io.voucherctl.server.voucher.domain.Redemption.Kind;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Refused;
import io.voucherctl.server.voucher.domain.Tracking;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Redemptions;
import io.voucherctl.server.voucher.store.Sessions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import io.voucherctl.server.voucher.work.Stack.Applicable;
import io.voucherctl.server.voucher.work.Stack.Inapplicable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redeems vouchers, all of them or none. Nobody else writes rows of the tenant meanwhile, so that
 * what was judged can be taken, in any order and without a lock.
 */
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
   * @param redeemables at least one
   * @param session the key of a session that may hold them
   * @param metadata a JSON object
   */
  public record Ask(
      List<Redeemable> redeemables,
      @Nullable CustomerDraft customer,
      @Nullable OrderDraft order,
      @Nullable String session,
      @Nullable String metadata) {}

  /**
   * What was redeemed.
   *
   * @param entries one for each voucher that was used, in the order asked
   * @param parent of several
   * @param skipped those that were not tried
   */
  public record Redeemed(
      List<RedemptionEntry> entries,
      @Nullable RedemptionEntry parent,
      @Nullable OrderEntry order,
      List<Stack.Skipped> skipped) {}

  /** Counts one use of each, or notes which failed and changes nothing else. */
  public Outcome<Redeemed> run(Sql sql, String tenant, Ask ask) throws SQLException {
    Order known = orders.known(sql, tenant, ask.order());
    Attempt attempt = new Attempt(tenant, ask, desk.now());
    OrderPrice start = start(desk, known, ask.order());
    Stack stack = Stack.of(sql, tenant, ask.redeemables(), start, ask.session(), attempt.date);
    Inapplicable failure = stack.failure();
    return failure == null
        ? new Outcome.Done<>(take(sql, attempt, known, stack))
        : failed(sql, attempt, failure);
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

  /** What is tried, and when. */
  private record Attempt(String tenant, Ask ask, Instant date) {}

  /** Who buys what. */
  private record Purchase(@Nullable Customer customer, @Nullable Order order) {}

  private Redeemed take(Sql sql, Attempt attempt, @Nullable Order known, Stack stack)
      throws SQLException {
    String tenant = attempt.tenant;
    Purchase purchase = store(sql, attempt, known, stack.price());
    List<Applicable> applied = stack.applied();
    Redemption parent = null;
    if (applied.size() > 1) {
      parent = entry(attempt, desk.ids().redemption(), null, null, null, purchase, null);
      Redemptions.insert(sql, tenant, parent);
    }
    List<Redemption> redemptions = new ArrayList<>();
    List<Voucher> taken = new ArrayList<>();
    for (Applicable each : applied) {
      taken.add(taken(sql, attempt, each));
      Redemption redemption =
          entry(
              attempt,
              desk.ids().redemption(),
              each.voucher(),
              parent == null ? null : parent.id(),
              null,
              purchase,
              each.use().credits());
      Redemptions.insert(sql, tenant, redemption);
      redemptions.add(redemption);
    }
    OrderEntry order = purchase.order == null ? null : OrderEntry.of(sql, tenant, purchase.order);
    List<RedemptionEntry> entries = new ArrayList<>();
    for (int i = 0; i < redemptions.size(); i++) {
      OrderPrice price = applied.get(i).use().price();
      OrderEntry after = order == null || parent == null ? order : orders.at(order, price);
      entries.add(new RedemptionEntry(redemptions.get(i), taken.get(i), purchase.customer, after));
    }
    RedemptionEntry whole =
        parent == null ? null : new RedemptionEntry(parent, null, purchase.customer, order);
    return new Redeemed(entries, whole, order, stack.skipped());
  }

  private Purchase store(Sql sql, Attempt attempt, @Nullable Order known, OrderPrice price)
      throws SQLException {
    String tenant = attempt.tenant;
    OrderDraft sent = attempt.ask.order();
    Customer customer = customers.ifSent(sql, tenant, attempt.ask.customer());
    if (sent == null) {
      return new Purchase(customer, null);
    }
    Customer buyer = customers.ifSent(sql, tenant, sent.customer());
    Customer owner = buyer == null ? customer : buyer;
    String ownerId = owner == null ? null : owner.id();
    Order order = orders.redeemed(sql, tenant, sent, known, price, ownerId);
    return new Purchase(customer == null ? buyer : customer, order);
  }

  private static Voucher taken(Sql sql, Attempt attempt, Applicable part) throws SQLException {
    Long credits = part.use().credits();
    String id = part.voucher().id();
    Voucher taken = Vouchers.take(sql, attempt.tenant, id, credits == null ? 0 : credits);
    if (taken == null) {
      throw Refusal.MULTIPLE_REQUESTS.because(part.voucher().code());
    }
    String session = attempt.ask.session();
    if (session != null) {
      Sessions.release(sql, attempt.tenant, id, session);
    }
    return taken;
  }

  /** Notes that a voucher was refused; a request that lacks something is not one of its uses. */
  private Outcome<Redeemed> failed(Sql sql, Attempt attempt, Inapplicable failure)
      throws SQLException {
    Refused why = failure.why();
    Voucher voucher = failure.voucher();
    if (voucher == null || why.refusal() == Refusal.MISSING_AMOUNT) {
      throw why;
    }
    Customer customer = customers.known(sql, attempt.tenant, attempt.ask.customer());
    Redemption note =
        entry(
            attempt,
            desk.ids().failedRedemption(),
            voucher,
            null,
            Failure.of(why.refusal()),
            new Purchase(customer, null),
            null);
    Redemptions.insert(sql, attempt.tenant, note);
    return new Outcome.Failed<>(new Refused(why.refusal(), why.details(), note.id(), "redemption"));
  }

  private static Redemption entry(
      Attempt attempt,
      String id,
      @Nullable Voucher voucher,
      @Nullable String parentId,
      @Nullable Failure failure,
      Purchase purchase,
      @Nullable Long credits) {
    Customer customer = purchase.customer;
    return new Redemption(
        id,
        Kind.REDEMPTION,
        attempt.date,
        failure,
        voucher == null ? null : voucher.id(),
        voucher == null ? null : voucher.campaignId(),
        parentId,
        customer == null ? null : customer.id(),
        customer == null ? null : Tracking.of(customer.sourceId()),
        purchase.order == null ? null : purchase.order.id(),
        credits,
        attempt.ask.metadata(),
        null,
        null,
        null,
        null);
  }
}
