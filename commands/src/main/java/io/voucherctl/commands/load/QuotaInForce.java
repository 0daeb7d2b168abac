package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quota that held for one tenant throughout a run.
 *
 * @param limit null when there was no such one
 * @param unknown why there was none; null beside a limit
 */
record QuotaInForce(@Nullable RateLimit limit, @Nullable String unknown) {
  /** The quotas at one moment. */
  record Reading(QuotaBook book, Instant at) {}

  /** What was said to hold, by tenant. */
  static Map<String, QuotaInForce> expected(List<ExpectedQuota> quotas) {
    Map<String, QuotaInForce> known = new LinkedHashMap<>();
    quotas.forEach(quota -> known.put(quota.tenant(), new QuotaInForce(quota.limit(), null)));
    return known;
  }

  /**
   * What a source said before and after the run.
   *
   * @param after null when it could not be read again
   */
  static QuotaInForce between(String tenant, Reading before, @Nullable Reading after) {
    if (after == null) {
      return unknown("the quotas could not be read again after the run");
    }
    if (!before.book().revision().equals(after.book().revision())) {
      return unknown("quotas were changed during the run");
    }
    if (before.book().invalid().stream().anyMatch(entry -> entry.tenant().equals(tenant))) {
      return unknown("its entry is invalid, so gateways keep an older one");
    }
    TenantQuota quota = before.book().quotaOf(tenant, before.at());
    if (!quota.equals(before.book().quotaOf(tenant, after.at()))) {
      return unknown("its lease ended during the run");
    }
    if (quota.enforcement() == Enforcement.SHADOW) {
      return unknown("its quota is in shadow mode: nothing is rejected");
    }
    return new QuotaInForce(quota.limit(), null);
  }

  /** The reading of a source, or null when it fails. */
  static @Nullable Reading tryRead(QuotaSource source, Instant at) {
    try {
      return new Reading(source.read(), at);
    } catch (Failure _) {
      return null;
    }
  }

  private static QuotaInForce unknown(String why) {
    return new QuotaInForce(null, why);
  }
}
