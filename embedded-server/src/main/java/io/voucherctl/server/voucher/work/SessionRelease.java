package io.voucherctl.server.voucher.work;

import io.voucherctl.server.voucher.domain.Refusal;
import io.voucherctl.server.voucher.domain.Voucher;
import io.voucherctl.server.voucher.store.Sessions;
import io.voucherctl.server.voucher.store.Sql;
import io.voucherctl.server.voucher.store.Vouchers;
import java.sql.SQLException;

/** Lets go of what a session holds of one voucher. */
public final class SessionRelease {
  private final Desk desk;

  public SessionRelease(Desk desk) {
    this.desk = desk;
  }

  /**
   * Releases it.
   *
   * @param code the voucher's code or id
   * @return the session's key
   */
  public String run(Sql sql, String tenant, String code, String key) throws SQLException {
    Voucher voucher = Vouchers.find(sql, tenant, code);
    if (voucher == null) {
      throw Refusal.notFound("voucher", code);
    }
    if (!Sessions.release(sql, tenant, voucher.id(), key, desk.now())) {
      throw Refusal.notFound("session", key);
    }
    return key;
  }
}
