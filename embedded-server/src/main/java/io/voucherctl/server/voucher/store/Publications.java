package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Publication;
import io.voucherctl.server.voucher.domain.VoucherType;
import io.voucherctl.server.voucher.store.Listing.Page;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The publications of all tenants. */
public final class Publications {
  private static final String COLUMNS =
      "id, source_id, voucher_id, voucher_type, campaign_id, customer_id, channel, metadata,"
          + " created_at";

  private static final String INSERT =
      "INSERT INTO publication (tenant, "
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (tenant, source_id) DO NOTHING";
  private static final String FIRST_OF_MEMBER =
      "SELECT "
          + COLUMNS
          + " FROM publication WHERE tenant = ? AND campaign_id = ? AND customer_id = ?"
          + " ORDER BY seq LIMIT 1";
  private static final String LAST_OF_VOUCHER =
      "SELECT "
          + COLUMNS
          + " FROM publication WHERE tenant = ? AND voucher_id = ?"
          + " ORDER BY created_at DESC, seq DESC LIMIT 1";

  private Publications() {}

  public static Page<Publication> list(Sql sql, String tenant, Listing listing)
      throws SQLException {
    return listing.read(sql, tenant, Tally.PUBLICATION, COLUMNS, Publications::read);
  }

  /** The first voucher that a customer was given from a campaign; null when there is none. */
  public static @Nullable Publication firstOfMember(
      Sql sql, String tenant, String campaignId, String customerId) throws SQLException {
    return sql.one(FIRST_OF_MEMBER, Publications::read, tenant, campaignId, customerId);
  }

  public static @Nullable Publication lastOfVoucher(Sql sql, String tenant, String voucherId)
      throws SQLException {
    return sql.one(LAST_OF_VOUCHER, Publications::read, tenant, voucherId);
  }

  /** False, and nothing is stored, when the tenant has used the source id already. */
  public static boolean insert(Sql sql, String tenant, Publication publication)
      throws SQLException {
    int rows =
        sql.run(
            INSERT,
            tenant,
            publication.id(),
            publication.sourceId(),
            publication.voucherId(),
            publication.voucherType(),
            publication.campaignId(),
            publication.customerId(),
            publication.channel(),
            publication.metadata(),
            publication.createdAt());
    if (rows == 1) {
      Tally.PUBLICATION.add(sql, tenant, 1);
    }
    return rows == 1;
  }

  private static Publication read(Row row) throws SQLException {
    return new Publication(
        row.text(),
        row.textOrNull(),
        row.text(),
        VoucherType.valueOf(row.text()),
        row.textOrNull(),
        row.text(),
        row.text(),
        row.text(),
        row.instant());
  }
}
