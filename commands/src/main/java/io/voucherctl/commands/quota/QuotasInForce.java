package io.voucherctl.commands.quota;

import io.voucherctl.server.quota.QuotaBook;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.TenantQuota;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says for any tenant what stored quotas come to at one moment, as a gateway resolves them. */
final class QuotasInForce {
  private static final String OWN = "own";
  private static final String PLAN = "plan";
  private static final String DEFAULT = "default";
  private static final String BUILT_IN = "built-in";

  /** The end of what is in force, and what is after it. */
  record End(Instant moment, TenantQuota then) {}

  private final QuotaBook book;
  private final Instant now;
  private final Map<String, QuotaRule> rules = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();

  QuotasInForce(QuotaEntries entries, Instant now) {
    this.book = entries.book();
    this.now = now;
    book.invalid().forEach(invalid -> problems.putIfAbsent(invalid.tenant(), invalid.reason()));
    for (QuotaEntry entry : entries.entries()) {
      QuotaRule rule = entry.rule() == null ? null : entry.rule().at(now);
      if (rule != null) {
        rules.put(entry.tenant(), rule);
      }
      if (entry.problem() != null) {
        problems.put(entry.tenant(), entry.problem());
      }
    }
  }

  /**
   * @param key a tenant, {@code _default} or a plan's key
   */
  QuotaLine line(String key) {
    QuotaRule rule = rules.get(key);
    String plan = rule == null ? null : rule.plan();
    String problem = problems.get(key);
    if (rule == null && problem != null) {
      return QuotaLine.unknown(key, null, OWN, problem);
    }
    boolean planned = plan != null && book.plans().containsKey(plan);
    String source = rule != null && rule.limit() != null ? OWN : planned ? PLAN : standard();
    String elsewhere = source.equals(OWN) ? null : brokenBase(plan);
    if (elsewhere != null) {
      return QuotaLine.unknown(key, plan, plan == null ? DEFAULT : PLAN, elsewhere);
    }
    return QuotaLine.of(at(key, now), plan, end(key, rule), source, problem);
  }

  private String standard() {
    return rules.containsKey(QuotaText.DEFAULT_KEY) ? DEFAULT : BUILT_IN;
  }

  /** What is wrong with the entry that says what a tenant leaves out; null when nothing is. */
  private @Nullable String brokenBase(@Nullable String plan) {
    if (plan == null) {
      return problems.get(QuotaText.DEFAULT_KEY);
    }
    String broken = problems.get(QuotaText.PLAN_PREFIX + plan);
    return broken == null ? null : "plan " + plan + ": " + broken;
  }

  private TenantQuota at(String key, Instant moment) {
    if (key.equals(QuotaText.DEFAULT_KEY)) {
      return book.defaultQuota(moment);
    }
    return key.startsWith(QuotaText.PLAN_PREFIX)
        ? named(key, book.planQuota(key.substring(QuotaText.PLAN_PREFIX.length()), moment))
        : book.quotaOf(key, moment);
  }

  /** A plan whose lease left nothing has the default's figures, but its own name. */
  private static TenantQuota named(String key, TenantQuota quota) {
    return new TenantQuota(
        key, quota.limit(), quota.routes(), quota.concurrency(), quota.enforcement());
  }

  /** The first end among the entries that what is in force is made of. */
  private @Nullable End end(String key, @Nullable QuotaRule rule) {
    QuotaRule plan =
        rule == null || rule.plan() == null ? null : rules.get(QuotaText.PLAN_PREFIX + rule.plan());
    boolean byDefault = rule == null || (rule.plan() != null && plan == null);
    QuotaRule standard = byDefault ? rules.get(QuotaText.DEFAULT_KEY) : null;
    return Stream.of(rule, plan, standard)
        .filter(Objects::nonNull)
        .map(QuotaRule::until)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(moment -> new End(moment, at(key, moment)))
        .orElse(null);
  }
}
