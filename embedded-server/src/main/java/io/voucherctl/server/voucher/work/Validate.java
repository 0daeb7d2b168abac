package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Order;
import io.voucherctl.server.voucher.domain.OrderDraft;
import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Use;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Orders;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what redeeming a voucher would come to. Stores nothing. */
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

  /**
   * Judges one voucher.
   *
   * @param code the voucher's code or id
   * @param credits gift money to take; null for what the order needs
   */
  public Verdict run(
      Sql sql, String tenant, String code, @Nullable OrderDraft order, @Nullable Long credits)
      throws SQLException {
    Voucher voucher = Vouchers.find(sql, tenant, code);
    if (voucher == null) {
      throw Refusal.notFound("voucher", code);
    }
    Order known = known(sql, tenant, order);
    Use use = Use.of(voucher, desk.now(), Redeem.start(desk, known, order), credits);
    return new Verdict(voucher, use, known);
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
