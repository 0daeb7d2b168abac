package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Campaign;
import io.voucherctl.server.voucher.domain.Campaign.Generation;
import io.voucherctl.server.voucher.domain.CampaignTerms;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The campaigns of all tenants. */
public final class Campaigns {
  private static final String COLUMNS =
      "id, name, campaign_type, type, voucher, description, category, start_date,"
          + " expiration_date, join_once, auto_join, metadata, vouchers_count, active,"
          + " generation_status, generated_at, created_at, updated_at";

  private static final String BY_NAME =
      "SELECT " + COLUMNS + " FROM campaign WHERE tenant = ? AND name = ?";
  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM campaign WHERE tenant = ? AND id = ?";
  private static final String DISABLED =
      "SELECT 1 FROM campaign WHERE tenant = ? AND id = ? AND active = 0";
  private static final String INSERT =
      "INSERT INTO campaign (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (tenant, name) DO NOTHING";
  private static final String UPDATE =
      "UPDATE campaign SET description = ?, category = ?, start_date = ?, expiration_date = ?,"
          + " join_once = ?, auto_join = ?, metadata = ?, active = ?, updated_at = ?"
          + " WHERE tenant = ? AND id = ?";
  private static final String GROW =
      "UPDATE campaign SET vouchers_count = vouchers_count + ? WHERE tenant = ? AND id = ?";
  private static final String GENERATED =
      "UPDATE campaign SET generation_status = ?, generated_at = ?"
          + " WHERE tenant = ? AND id = ? RETURNING "
          + COLUMNS;
  private static final String DELETE = "DELETE FROM campaign WHERE tenant = ? AND id = ?";

  private static final String ID_PREFIX = "camp_";

  private Campaigns() {}

  /** By name, or else by id. */
  public static @Nullable Campaign find(Sql sql, String tenant, String nameOrId)
      throws SQLException {
    Campaign found = sql.one(BY_NAME, Campaigns::read, tenant, nameOrId);
    return found == null && nameOrId.startsWith(ID_PREFIX) ? byId(sql, tenant, nameOrId) : found;
  }

  public static @Nullable Campaign byId(Sql sql, String tenant, String id) throws SQLException {
    return sql.one(BY_ID, Campaigns::read, tenant, id);
  }

  /** The voucher as it can be used: one of a disabled campaign is disabled. */
  public static Voucher inForce(Sql sql, String tenant, Voucher voucher) throws SQLException {
    String id = voucher.campaignId();
    boolean disabled = id != null && sql.one(DISABLED, Row::number, tenant, id) != null;
    return disabled ? voucher.disabled() : voucher;
  }

  public static Page<Campaign> list(Sql sql, String tenant, Listing listing) throws SQLException {
    return listing.read(sql, tenant, Tally.CAMPAIGN, COLUMNS, Campaigns::read);
  }

  /** False, and nothing is stored, when the tenant has the name already. */
  public static boolean insert(Sql sql, String tenant, Campaign campaign) throws SQLException {
    CampaignTerms terms = campaign.terms();
    int rows =
        sql.run(
            INSERT,
            tenant,
            campaign.id(),
            campaign.name(),
            campaign.kind(),
            campaign.supply(),
            campaign.voucher(),
            terms.description(),
            terms.category(),
            terms.startDate(),
            terms.expirationDate(),
            terms.joinOnce(),
            terms.autoJoin(),
            terms.metadata(),
            campaign.vouchersCount(),
            campaign.active(),
            campaign.generation(),
            campaign.generatedAt(),
            campaign.createdAt(),
            campaign.updatedAt());
    if (rows == 1) {
      Tally.CAMPAIGN.add(sql, tenant, 1);
    }
    return rows == 1;
  }

  /** Stores its terms and whether it is active. */
  public static void update(Sql sql, String tenant, Campaign campaign) throws SQLException {
    CampaignTerms terms = campaign.terms();
    sql.run(
        UPDATE,
        terms.description(),
        terms.category(),
        terms.startDate(),
        terms.expirationDate(),
        terms.joinOnce(),
        terms.autoJoin(),
        terms.metadata(),
        campaign.active(),
        campaign.updatedAt(),
        tenant,
        campaign.id());
  }

  /** Counts vouchers in, or out when {@code more} is negative; nothing when it is gone. */
  public static void grow(Sql sql, String tenant, @Nullable String id, long more)
      throws SQLException {
    if (id != null) {
      sql.run(GROW, more, tenant, id);
    }
  }

  /** Notes how far its codes are; null when it is gone. */
  public static @Nullable Campaign generated(
      Sql sql, String tenant, String id, Generation generation, Instant at) throws SQLException {
    return sql.one(GENERATED, Campaigns::read, generation, at, tenant, id);
  }

  /** The campaign alone, not its vouchers. */
  public static void delete(Sql sql, String tenant, String id) throws SQLException {
    Tally.CAMPAIGN.add(sql, tenant, -sql.run(DELETE, tenant, id));
  }

  private static Campaign read(Row row) throws SQLException {
    String id = row.text();
    String name = row.text();
    Campaign.Kind kind = Campaign.Kind.valueOf(row.text());
    Campaign.Supply supply = Campaign.Supply.valueOf(row.text());
    String voucher = row.text();
    CampaignTerms terms =
        new CampaignTerms(
            row.textOrNull(),
            row.textOrNull(),
            row.instantOrNull(),
            row.instantOrNull(),
            row.flag(),
            row.flag(),
            row.text());
    return new Campaign(
        id,
        name,
        kind,
        supply,
        voucher,
        terms,
        row.number(),
        row.flag(),
        Generation.valueOf(row.text()),
        row.instant(),
        row.instant(),
        row.instantOrNull());
  }
}
