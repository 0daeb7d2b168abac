package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Money;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What its maker does to a stored voucher. */
public final class VoucherEdits {
  private static final String CHANGE =
      "UPDATE voucher SET discount_type = ?, discount_amount = ?, discount_percent = ?,"
          + " discount_limit = ?, discount_effect = ?, discount_units = ?, discount_formula = ?,"
          + " category = ?, start_date = ?, expiration_date = ?, days_of_week = ?, active = ?,"
          + " additional_info = ?, metadata = ?, updated_at = ? WHERE tenant = ? AND id = ?"
          + " RETURNING "
          + Vouchers.COLUMNS;
  private static final String ADD_MONEY =
      "UPDATE voucher SET gift_amount = gift_amount + ?, gift_balance = gift_balance + ?,"
          + " updated_at = ? WHERE tenant = ? AND id = ? AND gift_balance + ? >= 0"
          + " AND gift_amount + ? <= "
          + Money.MAX
          + " RETURNING "
          + Vouchers.COLUMNS;
  private static final String DELETE = "DELETE FROM voucher WHERE tenant = ? AND id = ?";

  private VoucherEdits() {}

  /** Stores all terms but the type and the quantity; null when the voucher is gone. */
  public static @Nullable Voucher change(
      Sql sql, String tenant, String id, VoucherTerms terms, Instant at) throws SQLException {
    DiscountColumns discount = DiscountColumns.of(terms.discount());
    return sql.one(
        CHANGE,
        Vouchers::read,
        discount.type(),
        discount.amount(),
        discount.percent(),
        discount.limit(),
        discount.effect(),
        discount.units(),
        discount.formulas(),
        terms.category(),
        terms.startDate(),
        terms.expirationDate(),
        Vouchers.days(terms.daysOfWeek()),
        terms.active(),
        terms.additionalInfo(),
        terms.metadata(),
        at,
        tenant,
        id);
  }

  /** Puts money on a gift voucher, or takes some off; null when that is too much or too little. */
  public static @Nullable Voucher addMoney(Sql sql, String tenant, String id, long more, Instant at)
      throws SQLException {
    return sql.one(ADD_MONEY, Vouchers::read, more, more, at, tenant, id, more, more);
  }

  /** Removes a voucher and what is held of it; its redemptions and publications stay. */
  public static void delete(Sql sql, String tenant, String id) throws SQLException {
    Sessions.releaseAll(sql, tenant, id);
    Tally.VOUCHER.add(sql, tenant, -sql.run(DELETE, tenant, id));
  }
}
