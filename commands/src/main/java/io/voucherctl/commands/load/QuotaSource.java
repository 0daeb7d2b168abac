package io.voucherctl.commands.load;

import io.voucherctl.server.quota.QuotaBook;

/** Where the quotas in force can be read: before a run, and again after it. */
@FunctionalInterface
public interface QuotaSource {
  /** A Failure says why they cannot be read. */
  QuotaBook read();
}
