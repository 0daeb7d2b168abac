package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Discount;
import io.voucherctl.server.voucher.domain.Gift;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.domain.VoucherTerms;
import io.voucherctl.server.voucher.domain.VoucherType;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The vouchers of all tenants. */
public final class Vouchers {
  static final String COLUMNS =
      "id, code, campaign_id, campaign, type, discount_type, discount_amount, discount_percent,"
          + " discount_limit, discount_effect, discount_units, discount_formula, gift_amount,"
          + " gift_balance, category, start_date, expiration_date, days_of_week, active,"
          + " additional_info, metadata, quantity, redeemed_quantity, redeemed_amount,"
          + " publish_count, holder_id, created_at, updated_at";

  private static final String BY_CODE =
      "SELECT " + COLUMNS + " FROM voucher WHERE tenant = ? AND code = ?";
  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM voucher WHERE tenant = ? AND id = ?";
  private static final String INSERT =
      "INSERT INTO voucher (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " ?, ?, ?, ?) ON CONFLICT (tenant, code) DO NOTHING";
  private static final String TAKE =
      "UPDATE voucher SET redeemed_quantity = redeemed_quantity + 1,"
          + " gift_balance = gift_balance - ?, redeemed_amount = redeemed_amount + ?"
          + " WHERE tenant = ? AND id = ? AND active = 1"
          + " AND (quantity IS NULL OR redeemed_quantity < quantity)"
          + " AND (gift_balance IS NULL OR gift_balance >= ?) RETURNING "
          + COLUMNS;
  private static final String GIVE_BACK =
      "UPDATE voucher SET redeemed_quantity = redeemed_quantity - 1,"
          + " gift_balance = gift_balance + ?, redeemed_amount = redeemed_amount - ?"
          + " WHERE tenant = ? AND id = ? RETURNING "
          + COLUMNS;
  private static final String PUBLISH =
      "UPDATE voucher SET publish_count = publish_count + 1, holder_id = ?"
          + " WHERE tenant = ? AND id = ? AND (campaign_id IS NULL OR publish_count = 0)"
          + " AND (campaign_id IS NOT NULL OR quantity IS NULL OR publish_count < quantity)"
          + " RETURNING "
          + COLUMNS;

  private static final String UNPUBLISHED =
      "SELECT "
          + COLUMNS
          + " FROM voucher WHERE tenant = ? AND campaign_id = ? AND publish_count = 0"
          + " AND active = 1 ORDER BY seq LIMIT 1";
  private static final String SOME_OF_CAMPAIGN =
      " IN (SELECT id FROM voucher WHERE tenant = ? AND campaign_id = ?"
          + " ORDER BY created_at, seq LIMIT ?)";
  private static final String RELEASE_SOME =
      "DELETE FROM session_lock WHERE tenant = ? AND voucher_id" + SOME_OF_CAMPAIGN;
  private static final String DELETE_SOME =
      "DELETE FROM voucher WHERE tenant = ? AND id" + SOME_OF_CAMPAIGN;

  private static final String ID_PREFIX = "v_";

  private Vouchers() {}

  /** By code, or else by id. */
  public static @Nullable Voucher find(Sql sql, String tenant, String codeOrId)
      throws SQLException {
    Voucher found = sql.one(BY_CODE, Vouchers::read, tenant, codeOrId);
    return found == null && codeOrId.startsWith(ID_PREFIX) ? byId(sql, tenant, codeOrId) : found;
  }

  public static @Nullable Voucher byId(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Vouchers::read, tenant, id);
  }

  /** Those of these ids that are there; how they come is not said. */
  public static List<Voucher> byIds(Sql sql, String tenant, Collection<String> ids)
      throws SQLException {
    Condition wanted = Condition.in("id", ids);
    return sql.all(
        "SELECT " + COLUMNS + " FROM voucher WHERE tenant = ? AND " + wanted.text(),
        Vouchers::read,
        wanted.after(tenant));
  }

  /** False, and nothing is stored, when the tenant has the code already. */
  public static boolean insert(Sql sql, String tenant, Voucher voucher) throws SQLException {
    return insertAll(sql, tenant, List.of(voucher)).isEmpty();
  }

  /** Stores those whose codes are free; the codes that are not. */
  public static List<String> insertAll(Sql sql, String tenant, List<Voucher> vouchers)
      throws SQLException {
    List<String> taken = new ArrayList<>();
    for (Voucher voucher : vouchers) {
      if (!insertRow(sql, tenant, voucher)) {
        taken.add(voucher.code());
      }
    }
    if (taken.size() < vouchers.size()) {
      Tally.VOUCHER.add(sql, tenant, vouchers.size() - taken.size());
    }
    return taken;
  }

  private static boolean insertRow(Sql sql, String tenant, Voucher voucher) throws SQLException {
    VoucherTerms terms = voucher.terms();
    DiscountColumns discount = DiscountColumns.of(terms.discount());
    Gift gift = voucher.gift();
    return sql.run(
            INSERT,
            tenant,
            voucher.id(),
            voucher.code(),
            voucher.campaignId(),
            voucher.campaign(),
            terms.type(),
            discount.type(),
            discount.amount(),
            discount.percent(),
            discount.limit(),
            discount.effect(),
            discount.units(),
            discount.formulas(),
            gift == null ? null : gift.amount(),
            gift == null ? null : gift.balance(),
            terms.category(),
            terms.startDate(),
            terms.expirationDate(),
            days(terms.daysOfWeek()),
            terms.active(),
            terms.additionalInfo(),
            terms.metadata(),
            terms.quantity(),
            voucher.redeemedQuantity(),
            voucher.redeemedAmount(),
            voucher.publishCount(),
            voucher.holderId(),
            voucher.createdAt(),
            voucher.updatedAt())
        == 1;
  }

  /** Checks and counts one use and {@code credits} of gift money; null when none is left. */
  public static @Nullable Voucher take(Sql sql, String tenant, String id, long credits)
      throws SQLException {
    return sql.one(TAKE, Vouchers::read, credits, credits, tenant, id, credits);
  }

  /** Gives one use and {@code credits} back; null when the voucher is gone. */
  public static @Nullable Voucher giveBack(Sql sql, String tenant, String id, long credits)
      throws SQLException {
    return sql.one(GIVE_BACK, Vouchers::read, credits, credits, tenant, id);
  }

  public static Page<Voucher> list(Sql sql, String tenant, Listing listing) throws SQLException {
    return listing.read(sql, tenant, Tally.VOUCHER, COLUMNS, Vouchers::read);
  }

  /** The oldest active voucher of a campaign that was never published; null when none is left. */
  public static @Nullable Voucher unpublished(Sql sql, String tenant, String campaignId)
      throws SQLException {
    return sql.one(UNPUBLISHED, Vouchers::read, tenant, campaignId);
  }

  /** Removes at most so many vouchers of a campaign and what is held of them; how many it were. */
  public static int deleteSome(Sql sql, String tenant, String campaignId, long most)
      throws SQLException {
    sql.run(RELEASE_SOME, tenant, tenant, campaignId, most);
    int gone = sql.run(DELETE_SOME, tenant, tenant, campaignId, most);
    Tally.VOUCHER.add(sql, tenant, -gone);
    return gone;
  }

  /**
   * Counts one publication; null when it was published as often as it can be: one of a campaign
   * once, another as often as it can be redeemed.
   */
  public static @Nullable Voucher publish(Sql sql, String tenant, String id, String holderId)
      throws SQLException {
    return sql.one(PUBLISH, Vouchers::read, holderId, tenant, id);
  }

  static Voucher read(Row row) throws SQLException {
    String id = row.text();
    String code = row.text();
    String campaignId = row.textOrNull();
    String campaign = row.textOrNull();
    VoucherType type = VoucherType.valueOf(row.text());
    Discount discount = DiscountColumns.read(row).discount();
    Long giftAmount = row.numberOrNull();
    Long giftBalance = row.numberOrNull();
    String category = row.textOrNull();
    Instant start = row.instantOrNull();
    Instant expiration = row.instantOrNull();
    List<DayOfWeek> days = days(row.textOrNull());
    boolean active = row.flag();
    String info = row.textOrNull();
    String metadata = row.text();
    Long quantity = row.numberOrNull();
    return new Voucher(
        id,
        code,
        campaignId,
        campaign,
        new VoucherTerms(
            type, discount, category, start, expiration, days, active, info, metadata, quantity),
        giftAmount == null || giftBalance == null ? null : new Gift(giftAmount, giftBalance),
        row.number(),
        row.number(),
        row.number(),
        row.textOrNull(),
        row.instant(),
        row.instantOrNull());
  }

  /** ISO numbers, Monday is 1. */
  static @Nullable String days(@Nullable List<DayOfWeek> days) {
    return days == null
        ? null
        : days.stream()
            .map(day -> Integer.toString(day.getValue()))
            .collect(Collectors.joining(","));
  }

  private static @Nullable List<DayOfWeek> days(@Nullable String stored) {
    return stored == null
        ? null
        : Stream.of(stored.split(",")).map(Integer::valueOf).map(DayOfWeek::of).toList();
  }
}
