package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands under one key at one moment, and around it.
 *
 * @param key a tenant, {@code _default} or a plan's key
 * @param entry null when there is none
 */
record Present(
    String key, @Nullable QuotaEntry entry, QuotaEntries entries, QuotaBook book, Instant now) {

  static Present of(String key, QuotaEntries entries, Instant now) {
    return new Present(key, entries.find(key), entries, entries.book(), now);
  }

  /** The rule in force; null when there is none, it cannot be read, or its lease left nothing. */
  @Nullable QuotaRule rule() {
    QuotaRule written = entry == null ? null : entry.rule();
    return written == null ? null : written.at(now);
  }

  boolean isLeased() {
    QuotaRule rule = rule();
    return rule != null && rule.until() != null;
  }

  boolean isPlan() {
    return key.startsWith(QuotaText.PLAN_PREFIX);
  }

  boolean isTenant() {
    return !key.startsWith("_");
  }

  /** The lease that the default is under; null when it is under none. */
  @Nullable Instant defaultEnds() {
    QuotaRule standard = book.defaultRule().at(now);
    return standard == null ? null : standard.until();
  }

  /** The default's lasting rule, under this key. */
  QuotaRule standard() {
    QuotaRule rule = book.defaultRule().at(now);
    if (rule != null && rule.until() != null) {
      rule = rule.afterwards();
    }
    QuotaRule lasting = rule == null ? QuotaRule.of(QuotaBook.BUILT_IN_DEFAULT) : rule;
    return new QuotaRule(
        key,
        null,
        lasting.limit(),
        lasting.routes(),
        lasting.concurrency(),
        lasting.enforcement(),
        null,
        null);
  }

  /** The caps of a plan; none without a plan. */
  SortedMap<RoutePattern, RateLimit> routesOf(@Nullable String plan) {
    return plan == null ? Collections.emptySortedMap() : book.planQuota(plan, now).routes();
  }

  /** Tenants that a plan holds for, now or after a lease. */
  List<String> tenantsOn(String plan) {
    return entries.entries().stream()
        .filter(other -> names(other.rule(), plan))
        .map(QuotaEntry::tenant)
        .toList();
  }

  private boolean names(@Nullable QuotaRule written, String plan) {
    QuotaRule rule = written == null ? null : written.at(now);
    if (rule == null) {
      return false;
    }
    QuotaRule then = rule.then();
    return plan.equals(rule.plan()) || (then != null && plan.equals(then.plan()));
  }
}
