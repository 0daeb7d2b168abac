package io.voucherctl.commands.quota;

import io.voucherctl.commands.quota.Allowance.Cap;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant may do at this moment, and why.
 *
 * @param rate null when what is in force cannot be told: then gateways go on with the last good
 *     entry they have seen. So are burst, mode and routes
 * @param plan the plan that it is on; null for none
 * @param concurrency null for no cap
 * @param mode {@code enforce} or {@code shadow}
 * @param routes caps by route
 * @param until when it ends by itself; null for never
 * @param then what is in force from then on
 * @param source {@code own} entry, {@code plan}, {@code default} entry, or {@code built-in} default
 */
public record QuotaLine(
    String tenant,
    @Nullable String rate,
    @Nullable Long burst,
    @Nullable String plan,
    @Nullable Integer concurrency,
    @Nullable String mode,
    @Nullable Map<String, Cap> routes,
    @Nullable Instant until,
    @Nullable Allowance then,
    String source,
    @Nullable String problem) {

  static QuotaLine unknown(String tenant, @Nullable String plan, String source, String problem) {
    return new QuotaLine(tenant, null, null, plan, null, null, null, null, null, source, problem);
  }

  /**
   * @param ends the lease's end and what holds after it; null for a quota that does not end
   */
  static QuotaLine of(
      TenantQuota inForce,
      @Nullable String plan,
      QuotasInForce.@Nullable End ends,
      String source,
      @Nullable String problem) {
    return new QuotaLine(
        inForce.tenant(),
        inForce.rate().toString(),
        inForce.burst(),
        plan,
        inForce.concurrency(),
        Allowance.word(inForce.enforcement()),
        Cap.all(inForce.routes()),
        ends == null ? null : ends.moment(),
        ends == null ? null : Allowance.of(QuotaRule.of(ends.then())),
        source,
        problem);
  }
}
