package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
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
  LoadChecks {
    failIf = List.copyOf(failIf);
    abortIf = List.copyOf(abortIf);
    quotas = List.copyOf(quotas);
  }

  /** A quota of a tenant that the run has not, or a second one of one that it has, is a Failure. */
  static LoadChecks of(LoadJob job, List<ExpectedQuota> quotas, Optional<QuotaSource> source) {
    List<String> tenants = tenants(job.plan());
    for (ExpectedQuota quota : quotas) {
      if (!tenants.contains(quota.tenant())) {
        throw new Failure.BadInput(
            "--expect-quota " + quota.tenant() + ": the run has no such tenant");
      }
      if (quotas.stream().filter(one -> one.tenant().equals(quota.tenant())).count() > 1) {
        throw new Failure.BadInput("--expect-quota " + quota.tenant() + " stands twice");
      }
    }
    return new LoadChecks(job.failIf(), job.abortIf(), quotas, source);
  }

  /** Reads conditions; what this run will never have is an IllegalArgumentException. */
  static List<Threshold> conditions(List<ThresholdText> texts, LoadPlan plan) {
    List<String> operations =
        plan.tenants().stream()
            .flatMap(load -> load.mix().weights().keySet().stream())
            .map(Operation::toString)
            .distinct()
            .sorted()
            .toList();
    List<Threshold> conditions = texts.stream().map(Threshold::parse).toList();
    conditions.forEach(one -> one.requireWithin(tenants(plan), operations, plan.duration()));
    return conditions;
  }

  private static List<String> tenants(LoadPlan plan) {
    return plan.tenants().stream().map(LoadPlan.TenantLoad::tenant).toList();
  }
}
