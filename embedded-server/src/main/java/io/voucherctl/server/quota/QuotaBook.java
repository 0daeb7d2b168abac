package io.voucherctl.server.quota;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All quotas as of one moment. Immutable: a change is a new book.
 *
 * @param revision the ConfigMap's resourceVersion, or a short digest of the content
 * @param rules by tenant; who is missing has the default
 * @param plans by name
 * @param defaultRule never unlimited
 * @param invalid entries that stood in the source and could not be used
 */
public record QuotaBook(
    String revision,
    Map<String, QuotaRule> rules,
    Map<String, QuotaRule> plans,
    QuotaRule defaultRule,
    List<InvalidEntry> invalid) {

  /** In force where no {@link QuotaText#DEFAULT_KEY} says otherwise. */
  public static final TenantQuota BUILT_IN_DEFAULT =
      new TenantQuota(QuotaText.DEFAULT_KEY, Rate.perSecond(10), 20);

  /** In force before any source was read. */
  public static final QuotaBook BUILT_IN = of("built-in", List.of());

  public QuotaBook {
    rules = Map.copyOf(rules);
    plans = Map.copyOf(plans);
    invalid = List.copyOf(invalid);
  }

  /** A book of quotas that do not end, with the built-in default. */
  public static QuotaBook of(String revision, Collection<TenantQuota> quotas) {
    Map<String, QuotaRule> rules = new TreeMap<>();
    quotas.forEach(quota -> rules.put(quota.tenant(), QuotaRule.of(quota)));
    return new QuotaBook(revision, rules, Map.of(), QuotaRule.of(BUILT_IN_DEFAULT), List.of());
  }

  /** The book of a tenants file that stands alone. */
  public static QuotaBook of(List<Tenant> tenants) {
    SortedMap<String, String> texts = new TreeMap<>();
    tenants.forEach(tenant -> texts.put(tenant.id(), QuotaText.format(tenant.quota())));
    return of(Mount.digest(texts), tenants.stream().map(Tenant::quota).toList());
  }

  /** What holds for a tenant: its own rule over its plan, or the default's figures. */
  public TenantQuota quotaOf(String tenant, Instant now) {
    QuotaRule rule = lasting(rules.get(tenant), now);
    if (rule == null) {
      return defaultQuota(now).named(tenant);
    }
    return rule.over(base(rule, now)).named(tenant);
  }

  /** What holds for tenants without a rule of their own. */
  public TenantQuota defaultQuota(Instant now) {
    QuotaRule rule = lasting(defaultRule, now);
    return rule == null ? BUILT_IN_DEFAULT : rule.over(BUILT_IN_DEFAULT);
  }

  /** What a plan gives to its tenants: the default's figures when there is no such plan. */
  public TenantQuota planQuota(String name, Instant now) {
    QuotaRule plan = lasting(plans.get(name), now);
    return plan == null ? defaultQuota(now) : plan.over(BUILT_IN_DEFAULT);
  }

  /** When the next lease ends; null when none is running. */
  public @Nullable Instant nextEnd(Instant now) {
    return Stream.of(rules.values().stream(), plans.values().stream(), Stream.of(defaultRule))
        .flatMap(each -> each)
        .map(QuotaRule::until)
        .filter(Objects::nonNull)
        .filter(end -> end.isAfter(now))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private TenantQuota base(QuotaRule rule, Instant now) {
    if (rule.plan() == null) {
      return BUILT_IN_DEFAULT;
    }
    return planQuota(rule.plan(), now);
  }

  private static @Nullable QuotaRule lasting(@Nullable QuotaRule rule, Instant now) {
    return rule == null ? null : rule.at(now);
  }
}
