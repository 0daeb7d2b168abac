package io.voucherctl.server.voucher.store;

import io.voucherctl.server.voucher.domain.Publication;
import java.sql.SQLException;

/** The publications of all tenants. */
public final class Publications {
  private static final String INSERT =
      "INSERT INTO publication (tenant, id, source_id, voucher_id, voucher_type, campaign_id,"
          + " customer_id, channel, metadata, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON"
          + " CONFLICT (tenant, source_id) DO NOTHING";

  private Publications() {}

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
}
