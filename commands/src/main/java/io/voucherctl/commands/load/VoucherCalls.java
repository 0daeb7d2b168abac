package io.voucherctl.commands.load;

import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.util.List;

/** The calls to the voucher API that prepare a run. They block, and follow no plan. */
interface VoucherCalls extends AutoCloseable {
  /**
   * An answer.
   *
   * @param retryAfterSeconds what the target asked for, or 0
   */
  record Answer(int status, long retryAfterSeconds) {}

  /** Issues discount vouchers without a limit of uses; codes that exist are left as they are. */
  Answer importVouchers(Tenant tenant, List<String> codes) throws IOException;

  Answer validate(Tenant tenant, String code) throws IOException;

  @Override
  void close();
}
