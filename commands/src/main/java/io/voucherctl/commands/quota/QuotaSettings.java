package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to change in a quota; what is not named stays as it is. A rate without a burst brings its
 * own default burst.
 *
 * @param routes on top of the caps that are there
 * @param noRoutes takes the caps that are there away first
 */
public record QuotaSettings(
    @Nullable Setting<Rate> rate,
    @Nullable Long burst,
    @Nullable Setting<String> plan,
    @Nullable Setting<Integer> concurrency,
    @Nullable Setting<Enforcement> mode,
    List<RouteSetting> routes,
    boolean noRoutes) {

  public QuotaSettings {
    routes = List.copyOf(routes);
  }

  /** Changes the limit and nothing else. */
  public static QuotaSettings limit(RateLimit limit) {
    return new QuotaSettings(
        Setting.to(limit.rate()), limit.burst(), null, null, null, List.of(), false);
  }

  boolean isEmpty() {
    return rate == null
        && burst == null
        && plan == null
        && concurrency == null
        && mode == null
        && !namesRoutes();
  }

  boolean namesRoutes() {
    return noRoutes || !routes.isEmpty();
  }

  /**
   * The edited rule, whose lease stays as it is.
   *
   * @param start what stands there; null for nothing
   * @param planned the caps that the rule's plan has: to change one of them is to take over all
   */
  QuotaRule over(
      String key, @Nullable QuotaRule start, SortedMap<RoutePattern, RateLimit> planned) {
    String onPlan = Setting.over(start == null ? null : start.plan(), plan);
    RateLimit limit = limit(key, start == null ? null : start.limit());
    if (limit == null && onPlan == null) {
      throw new Failure.BadInput(
          key + " would have no rate",
          key.startsWith("_") ? "name --rate" : "name --rate or --plan");
    }
    try {
      return new QuotaRule(
          key,
          onPlan,
          limit,
          routes(start == null ? null : start.routes(), planned, onPlan),
          Setting.over(start == null ? null : start.concurrency(), concurrency),
          enforcement(start == null ? null : start.enforcement(), onPlan),
          start == null ? null : start.until(),
          start == null ? null : start.then());
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable RateLimit limit(String key, @Nullable RateLimit present) {
    Rate wanted = Setting.over(present == null ? null : present.rate(), rate);
    if (wanted == null && burst != null) {
      throw new Failure.BadInput(key + " has no rate of its own", "name --rate beside --burst");
    }
    if (wanted == null || (rate == null && burst == null)) {
      return wanted == null ? null : present;
    }
    try {
      return burst == null ? RateLimit.of(wanted) : new RateLimit(wanted, burst);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadInput(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable SortedMap<RoutePattern, RateLimit> routes(
      @Nullable SortedMap<RoutePattern, RateLimit> present,
      SortedMap<RoutePattern, RateLimit> planned,
      @Nullable String onPlan) {
    if (!namesRoutes()) {
      return present;
    }
    SortedMap<RoutePattern, RateLimit> caps = new TreeMap<>();
    if (!noRoutes) {
      caps.putAll(present == null ? planned : present);
    }
    for (RouteSetting asked : routes) {
      if (asked.cap() == null) {
        caps.remove(asked.route());
      } else {
        caps.put(asked.route(), asked.cap());
      }
    }
    boolean nothingOwn = caps.isEmpty() && (noRoutes || onPlan == null);
    return nothingOwn ? null : caps;
  }

  /** Enforcing is what a rule without a plan does anyhow: saying so would be no change. */
  private @Nullable Enforcement enforcement(
      @Nullable Enforcement present, @Nullable String onPlan) {
    Enforcement wanted = Setting.over(present, mode);
    boolean implied = onPlan == null && present == null && wanted == Enforcement.ENFORCE;
    return implied ? null : wanted;
  }
}
