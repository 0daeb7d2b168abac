package io.voucherctl.server.gateway;

import io.voucherctl.server.gateway.GatewayStatus.LimitFigures;
import io.voucherctl.server.gateway.GatewayStatus.QuotaFigures;
import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a quota in full: what holds, who says so, until when, and what then. */
final class QuotaReport {
  private static final String DEFAULT = "default";

  private final QuotaBook book;
  private final Instant now;

  QuotaReport(QuotaBook book, Instant now) {
    this.book = book;
    this.now = now;
  }

  /** What holds for a tenant, as the book has it. */
  QuotaFigures of(String tenant) {
    return of(tenant, book.quotaOf(tenant, now));
  }

  /**
   * What holds for a tenant.
   *
   * @param inForce what the gateway enforces
   */
  QuotaFigures of(String tenant, TenantQuota inForce) {
    QuotaRule own = lasting(book.rules().get(tenant));
    QuotaRule plan = own == null || own.plan() == null ? null : book.plans().get(own.plan());
    QuotaRule lastingPlan = lasting(plan);
    boolean byDefault = own == null || (own.plan() != null && lastingPlan == null);
    Instant end = firstEnd(own, lastingPlan, byDefault ? book.defaultRule() : null);
    String source = source(own, lastingPlan);
    return figures(
        inForce,
        source,
        own == null ? null : own.plan(),
        end,
        end == null ? null : new QuotaReport(book, end).brief(tenant));
  }

  /** What holds for tenants without an entry of their own. */
  QuotaFigures ofDefault() {
    Instant end = firstEnd(book.defaultRule());
    QuotaFigures then =
        end == null ? null : figures(book.defaultQuota(end), DEFAULT, null, null, null);
    return figures(book.defaultQuota(now), DEFAULT, null, end, then);
  }

  /** Without what follows in its turn. */
  private QuotaFigures brief(String tenant) {
    QuotaRule own = lasting(book.rules().get(tenant));
    QuotaRule plan = own == null || own.plan() == null ? null : book.plans().get(own.plan());
    return figures(
        book.quotaOf(tenant, now),
        source(own, lasting(plan)),
        own == null ? null : own.plan(),
        null,
        null);
  }

  private static String source(@Nullable QuotaRule own, @Nullable QuotaRule plan) {
    if (own != null && own.limit() != null) {
      return "own";
    }
    return plan == null ? DEFAULT : "plan";
  }

  private @Nullable QuotaRule lasting(@Nullable QuotaRule rule) {
    return rule != null && rule.ended(now) ? rule.afterwards() : rule;
  }

  private @Nullable Instant firstEnd(@Nullable QuotaRule... involved) {
    return Stream.of(involved)
        .filter(Objects::nonNull)
        .map(QuotaRule::until)
        .filter(Objects::nonNull)
        .filter(end -> end.isAfter(now))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static QuotaFigures figures(
      TenantQuota quota,
      String source,
      @Nullable String plan,
      @Nullable Instant until,
      @Nullable QuotaFigures then) {
    SortedMap<String, LimitFigures> routes = new TreeMap<>();
    quota.routes().forEach((route, limit) -> routes.put(route.toString(), limit(limit)));
    return new QuotaFigures(
        quota.rate().toString(),
        quota.burst(),
        routes,
        quota.concurrency(),
        Tally.name(quota.enforcement()),
        source,
        plan,
        until == null ? null : until.toString(),
        then);
  }

  private static LimitFigures limit(RateLimit limit) {
    return new LimitFigures(limit.rate().toString(), limit.burst());
  }
}
