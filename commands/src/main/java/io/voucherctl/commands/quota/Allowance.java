package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A quota as it is written, without its tenant, as JSON shows it. What it leaves out is null.
 *
 * @param rate null when its plan says it; so is burst
 * @param routes caps by route; null when its plan says them, or nobody
 * @param until when it ends; null for never
 * @param then what holds from then on; null: its plan, or where there is none the default
 */
public record Allowance(
    @Nullable String rate,
    @Nullable Long burst,
    @Nullable String plan,
    @Nullable Integer concurrency,
    @Nullable String mode,
    @Nullable Map<String, Cap> routes,
    @Nullable Instant until,
    @Nullable Allowance then) {
  static final String PLAN = "plan";
  static final String RATE = "rate";

  /** What one route may do. */
  public record Cap(String rate, long burst) {
    static Map<String, Cap> all(SortedMap<RoutePattern, RateLimit> routes) {
      Map<String, Cap> caps = new LinkedHashMap<>();
      routes.forEach((route, limit) -> {
        caps.put(route.toString(), new Cap(limit.rate().toString(), limit.burst()));
      });
      return caps;
    }

    @Override
    public String toString() {
      return rate + " burst " + burst;
    }
  }

  static @Nullable Allowance of(@Nullable QuotaRule rule) {
    if (rule == null) {
      return null;
    }
    RateLimit limit = rule.limit();
    return new Allowance(
        limit == null ? null : limit.rate().toString(),
        limit == null ? null : (Long) limit.burst(),
        rule.plan(),
        rule.concurrency(),
        rule.enforcement() == null ? null : word(rule.enforcement()),
        rule.routes() == null ? null : Cap.all(rule.routes()),
        rule.until(),
        of(rule.then()));
  }

  static String word(Enforcement enforcement) {
    return enforcement.name().toLowerCase(Locale.ROOT);
  }

  /** What it says, field by field; two allowances that differ, differ in some of them. */
  Map<String, String> parts(Function<Instant, String> when) {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, PLAN, plan == null ? null : "plan " + plan);
    put(parts, RATE, rate == null ? null : rate + " burst " + burst);
    put(parts, "concurrency", concurrency == null ? null : concurrency + " at once");
    put(parts, "mode", mode);
    if (routes != null) {
      put(parts, "routes", routes.isEmpty() ? "no routes" : null);
      routes.forEach((route, cap) -> parts.put(route, route + " " + cap));
    }
    if (until != null) {
      parts.put("until", "ends " + when.apply(until));
      parts.put("then", "then " + (then == null ? fallback() : then));
    }
    return parts;
  }

  private String fallback() {
    return plan == null ? "the default" : "plan " + plan;
  }

  private static void put(Map<String, String> parts, String field, @Nullable String text) {
    if (text != null) {
      parts.put(field, text);
    }
  }

  /** Such as {@code 20/s burst 40, 50 at once}. */
  @Override
  public String toString() {
    return String.join(", ", parts(Instant::toString).values());
  }
}
