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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Undoes one redemption or a whole stack of them, once. */
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

  /**
   * What was undone.
   *
   * @param entries one for each voucher that was given back, in the order they were redeemed
   * @param parent of a stack
   */
  public record Undone(
      List<RedemptionEntry> entries,
      @Nullable RedemptionEntry parent,
      @Nullable OrderEntry order) {}

  /** Undoes a redemption that stands alone. */
  public Outcome<Undone> single(Sql sql, String tenant, Ask ask) throws SQLException {
    Redemption redeemed = redeemed(sql, tenant, ask);
    if (redeemed.isParent()) {
      throw Refusal.INVALID_REDEMPTION.because(redeemed.id() + " is the parent of others");
    }
    return undo(sql, new Attempt(tenant, ask, desk.now()), redeemed);
  }

  /** Undoes a redemption that stands alone, or a parent with all its children. */
  public Outcome<Undone> all(Sql sql, String tenant, Ask ask) throws SQLException {
    Redemption redeemed = redeemed(sql, tenant, ask);
    return undo(sql, new Attempt(tenant, ask, desk.now()), redeemed);
  }

  /** What is tried, and when. */
  private record Attempt(String tenant, Ask ask, Instant date) {}

  private Redemption redeemed(Sql sql, String tenant, Ask ask) throws SQLException {
    Redemption redeemed = Redemptions.find(sql, tenant, ask.redemption());
    if (redeemed == null) {
      throw Refusal.notFound("redemption", ask.redemption());
    }
    if (!redeemed.canBeRolledBack()) {
      throw Refusal.INVALID_REDEMPTION.because(redeemed.id() + " is not a successful redemption");
    }
    if (redeemed.parentId() != null) {
      throw Refusal.INVALID_REDEMPTION_PARENT.because(
          redeemed.id() + " is undone with its parent " + redeemed.parentId());
    }
    checkCustomer(sql, tenant, redeemed, ask.customer());
    checkOrder(sql, tenant, redeemed, ask.order());
    return redeemed;
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

  private Outcome<Undone> undo(Sql sql, Attempt attempt, Redemption redeemed) throws SQLException {
    String id = desk.ids().rollback();
    if (!Redemptions.undo(sql, attempt.tenant, redeemed.id(), id, attempt.date)) {
      return failed(sql, attempt, redeemed);
    }
    Redemption rollback = entry(attempt, id, redeemed, null, null);
    Redemptions.insert(sql, attempt.tenant, rollback);
    List<Undoing> undoings = new ArrayList<>();
    if (redeemed.isParent()) {
      for (Redemption child : Redemptions.ofParent(sql, attempt.tenant, redeemed.id())) {
        undoings.add(undoChild(sql, attempt, child, id));
      }
    } else {
      undoings.add(new Undoing(rollback, givenBack(sql, attempt, redeemed)));
    }
    return new Outcome.Done<>(undone(sql, attempt.tenant, redeemed, rollback, undoings));
  }

  /** A rollback and the voucher it gave back; null when that is gone. */
  private record Undoing(Redemption rollback, @Nullable Voucher voucher) {}

  private Undoing undoChild(Sql sql, Attempt attempt, Redemption child, String parentId)
      throws SQLException {
    String id = desk.ids().rollback();
    if (!Redemptions.undo(sql, attempt.tenant, child.id(), id, attempt.date)) {
      throw Refusal.MULTIPLE_REQUESTS.because(child.id());
    }
    Redemption rollback = entry(attempt, id, child, parentId, null);
    Redemptions.insert(sql, attempt.tenant, rollback);
    return new Undoing(rollback, givenBack(sql, attempt, child));
  }

  private static @Nullable Voucher givenBack(Sql sql, Attempt attempt, Redemption redeemed)
      throws SQLException {
    String voucher = redeemed.voucherId();
    Long credits = redeemed.amount();
    return voucher == null
        ? null
        : Vouchers.giveBack(sql, attempt.tenant, voucher, credits == null ? 0 : credits);
  }

  private Undone undone(
      Sql sql, String tenant, Redemption redeemed, Redemption rollback, List<Undoing> undoings)
      throws SQLException {
    String orderId = redeemed.orderId();
    Order cancelled = orderId == null ? null : orders.cancelled(sql, tenant, orderId);
    OrderEntry order = cancelled == null ? null : OrderEntry.of(sql, tenant, cancelled);
    String customerId = redeemed.customerId();
    Customer customer = customerId == null ? null : Customers.byId(sql, tenant, customerId);
    List<RedemptionEntry> entries =
        undoings.stream()
            .map(each -> new RedemptionEntry(each.rollback, each.voucher, customer, order))
            .toList();
    RedemptionEntry parent =
        redeemed.isParent() ? new RedemptionEntry(rollback, null, customer, order) : null;
    return new Undone(entries, parent, order);
  }

  private Outcome<Undone> failed(Sql sql, Attempt attempt, Redemption redeemed)
      throws SQLException {
    Refusal why = Refusal.ALREADY_ROLLED_BACK;
    String id = desk.ids().failedRollback();
    Redemptions.insert(sql, attempt.tenant, entry(attempt, id, redeemed, null, Failure.of(why)));
    return new Outcome.Failed<>(new Refused(why, redeemed.id(), id, "redemption_rollback"));
  }

  private static Redemption entry(
      Attempt attempt,
      String id,
      Redemption redeemed,
      @Nullable String parentId,
      @Nullable Failure failure) {
    Long credits = redeemed.amount();
    return new Redemption(
        id,
        Kind.ROLLBACK,
        attempt.date,
        failure,
        redeemed.voucherId(),
        redeemed.campaignId(),
        parentId,
        redeemed.customerId(),
        redeemed.trackingId(),
        redeemed.orderId(),
        credits == null || failure != null ? null : Long.valueOf(-credits),
        attempt.ask.metadata(),
        attempt.ask.reason(),
        redeemed.id(),
        null,
        null);
  }
}
