package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Redeemable;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Session;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Campaigns;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Sessions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import io.voucherctl.server.voucher.work.Stack.Applicable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what redeeming vouchers would come to. Stores nothing but what a session holds. */
public final class Validate {
  private final Desk desk;

  public Validate(Desk desk) {
    this.desk = desk;
  }

  /**
   * A voucher and what using it now comes to.
   *
   * @param known the stored order that the request named
   */
  public record Verdict(Voucher voucher, Use use, @Nullable Order known) {}

  /** The same of several. */
  public record StackVerdict(Stack stack, @Nullable Order known) {}

  /**
   * Judges one voucher.
   *
   * @param session holds it when it can be used, which only a unit of writes may ask for
   */
  public Verdict run(
      Sql sql,
      String tenant,
      Redeemable asked,
      @Nullable OrderDraft order,
      @Nullable Session session)
      throws SQLException {
    Voucher voucher = Vouchers.find(sql, tenant, asked.id());
    if (voucher == null) {
      throw Refusal.notFound("voucher", asked.id());
    }
    Instant now = desk.now();
    Voucher inForce = Campaigns.inForce(sql, tenant, voucher);
    Voucher left = Sessions.lessHeld(sql, tenant, inForce, key(session), now);
    Order known = known(sql, tenant, order);
    Use use = Use.of(left, now, Redeem.start(desk, known, order), asked.credits());
    if (use instanceof Use.Rejected(Refusal why) && why == Refusal.MISSING_AMOUNT) {
      throw why.because(voucher.code());
    }
    if (session != null && use instanceof Use.Applied applied) {
      Sessions.prune(sql, tenant, now);
      Sessions.hold(sql, tenant, voucher.id(), session, applied.credits(), now);
    }
    return new Verdict(voucher, use, known);
  }

  /** Judges several, one after the other. */
  public StackVerdict stack(
      Sql sql,
      String tenant,
      List<Redeemable> asked,
      @Nullable OrderDraft order,
      @Nullable Session session)
      throws SQLException {
    Instant now = desk.now();
    Order known = known(sql, tenant, order);
    Stack stack = Stack.of(sql, tenant, asked, Redeem.start(desk, known, order), key(session), now);
    if (session != null && stack.failure() == null) {
      Sessions.prune(sql, tenant, now);
      for (Applicable part : stack.applied()) {
        Sessions.hold(sql, tenant, part.voucher().id(), session, part.use().credits(), now);
      }
    }
    return new StackVerdict(stack, known);
  }

  private static @Nullable String key(@Nullable Session session) {
    return session == null ? null : session.key();
  }

  /** An unknown order is simply the one sent: nothing depends on it yet. */
  private static @Nullable Order known(Sql sql, String tenant, @Nullable OrderDraft sent)
      throws SQLException {
    if (sent == null) {
      return null;
    }
    if (sent.id() != null) {
      return Orders.byId(sql, tenant, sent.id());
    }
    return sent.sourceId() == null ? null : Orders.bySourceId(sql, tenant, sent.sourceId());
  }
}
