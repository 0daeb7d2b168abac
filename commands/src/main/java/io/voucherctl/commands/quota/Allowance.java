package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.TenantQuota;
import org.jspecify.annotations.Nullable;

/** A quota without its tenant, as JSON shows it. */
public record Allowance(String rate, long burst) {
  static @Nullable Allowance of(@Nullable TenantQuota quota) {
    return quota == null ? null : new Allowance(quota.rate().toString(), quota.burst());
  }

  @Override
  public String toString() {
    return rate + " burst " + burst;
  }
}
