package io.voucherctl.commands.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run is held against.
 *
 * @param failIf conditions that make its answer bad
 * @param abortIf conditions that end it as well
 * @param quotas what the tenants' quotas are said to be
 * @param source where the quotas of the other tenants can be read
 */
record LoadChecks(
    List<Threshold> failIf,
    List<Threshold> abortIf,
    List<ExpectedQuota> quotas,
    Optional<QuotaSource> source) {
  static final LoadChecks NONE = new LoadChecks(List.of(), List.of(), List.of(), Optional.empty());

  LoadChecks {
    failIf = List.copyOf(failIf);
    abortIf = List.copyOf(abortIf);
    quotas = List.copyOf(quotas);
    if (quotas.stream().map(ExpectedQuota::tenant).distinct().count() < quotas.size()) {
      throw new IllegalArgumentException("--expect-quota names a tenant twice");
    }
  }

  /** What this run will never have is an IllegalArgumentException. */
  void requireWithin(LoadPlan plan) {
    List<String> tenants = plan.tenants().stream().map(LoadPlan.TenantLoad::tenant).toList();
    List<String> operations =
        plan.tenants().stream()
            .flatMap(load -> load.mix().weights().keySet().stream())
            .map(Operation::toString)
            .distinct()
            .sorted()
            .toList();
    Duration run = plan.duration();
    failIf.forEach(each -> each.requireWithin(tenants, operations, run));
    abortIf.forEach(each -> each.requireWithin(tenants, operations, run));
    for (ExpectedQuota quota : quotas) {
      if (!tenants.contains(quota.tenant())) {
        throw new IllegalArgumentException(
            "--expect-quota " + quota.tenant() + ": the run has no such tenant");
      }
    }
  }
}
