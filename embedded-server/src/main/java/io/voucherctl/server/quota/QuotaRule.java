package io.voucherctl.server.quota;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A quota as somebody wrote it: for a tenant, a plan or the default. What it leaves out its plan
 * says; a lease (one with an {@code until}) ends by itself.
 *
 * @param key tenant id, {@link QuotaText#DEFAULT_KEY}, or a plan's key
 * @param plan name of the plan it builds on; null for none
 * @param limit null only with a plan
 * @param routes null: as the plan has them
 * @param concurrency null: as the plan has it
 * @param enforcement null: as the plan has it
 * @param until the moment from which {@code then} holds; null for a rule that does not end
 * @param then what a lease falls back to; null: the plan, or where there is none the default
 */
public record QuotaRule(
    String key,
    @Nullable String plan,
    @Nullable RateLimit limit,
    @Nullable SortedMap<RoutePattern, RateLimit> routes,
    @Nullable Integer concurrency,
    @Nullable Enforcement enforcement,
    @Nullable Instant until,
    @Nullable QuotaRule then) {
  private static final int MOST_ROUTES = 32;
  private static final int MOST_CONCURRENT = 100_000;

  public QuotaRule {
    if (limit == null && plan == null) {
      throw new IllegalArgumentException("no rate");
    }
    if (plan != null && !Tenant.isId(plan)) {
      throw new IllegalArgumentException("'" + plan + "' is not a plan's name");
    }
    if (plan != null && key.startsWith("_")) {
      throw new IllegalArgumentException("only a tenant has a plan");
    }
    if (concurrency != null && (concurrency < 1 || concurrency > MOST_CONCURRENT)) {
      throw new IllegalArgumentException(
          "concurrency must be 1 to " + MOST_CONCURRENT + ", not " + concurrency);
    }
    if (routes != null) {
      if (routes.size() > MOST_ROUTES) {
        throw new IllegalArgumentException("a quota has at most " + MOST_ROUTES + " routes");
      }
      routes = Collections.unmodifiableSortedMap(new TreeMap<>(routes));
    }
    if (then != null && until == null) {
      throw new IllegalArgumentException("'then' needs an 'until'");
    }
    if (then != null && then.until() != null) {
      throw new IllegalArgumentException("what a lease falls back to has no end of its own");
    }
  }

  /** A rule that says all of a quota and does not end. */
  public static QuotaRule of(TenantQuota quota) {
    return new QuotaRule(
        quota.tenant(),
        null,
        quota.limit(),
        quota.routes().isEmpty() ? null : quota.routes(),
        quota.concurrency(),
        quota.enforcement() == Enforcement.ENFORCE ? null : quota.enforcement(),
        null,
        null);
  }

  /** Whether a lease is over. */
  public boolean ended(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** The rule without its lease: what it falls back to; null when that is the default. */
  public @Nullable QuotaRule afterwards() {
    if (then != null) {
      return then;
    }
    return plan == null ? null : new QuotaRule(key, plan, null, null, null, null, null, null);
  }

  /** The rule that holds at a moment: this one, or what it falls back to when its lease is over. */
  public @Nullable QuotaRule at(Instant now) {
    return ended(now) ? afterwards() : this;
  }

  /** What holds while the rule does; {@code base} says what the rule leaves out. */
  TenantQuota over(TenantQuota base) {
    return new TenantQuota(
        key,
        limit == null ? base.limit() : limit,
        routes == null ? base.routes() : routes,
        concurrency == null ? base.concurrency() : concurrency,
        enforcement == null ? base.enforcement() : enforcement);
  }
}
