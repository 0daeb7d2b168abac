package io.voucherctl.commands.load;

import io.voucherctl.commands.console.RedrawnBlock;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.Interval;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that follows one run: its thresholds, the quotas, the totals of its operations, the
 * live view and the keys. Made before the run, asked for the judgement after it; one thread.
 */
final class LoadWatch implements RunObserver {
  private final LoadPlan plan;
  private final LoadChecks checks;
  private final InstantSource clock;
  private final RunJudge judge;
  private final RunSteering steering;
  private final OperationTotals operations = new OperationTotals();
  private final @Nullable LiveView live;
  private final QuotaInForce.@Nullable Reading before;
  private final Map<String, AdmittedTally> admitted = new LinkedHashMap<>();

  /**
   * Reads the quotas if it is to; that may fail, and then there is no run.
   *
   * @param block where to draw the live view, or null
   * @param screen whose keys to follow, or null
   */
  LoadWatch(
      LoadPlan plan,
      LoadChecks checks,
      InstantSource clock,
      @Nullable RedrawnBlock block,
      @Nullable Screen screen) {
    this.plan = plan;
    this.checks = checks;
    this.clock = clock;
    this.judge = new RunJudge(tenants(plan), checks.failIf(), checks.abortIf());
    this.steering = new RunSteering(judge, screen);
    this.live =
        block == null || screen == null
            ? null
            : new LiveView(plan, block, screen, steering::factor);
    this.before =
        checks
            .source()
            .map(source -> new QuotaInForce.Reading(source.read(), clock.instant()))
            .orElse(null);
    follow();
  }

  /** What is wanted of the run. */
  RunControl control() {
    return steering;
  }

  @Override
  public void interval(Interval complete) {
    judge.interval(complete);
    operations.interval(complete);
    admitted.values().forEach(tally -> tally.add(complete));
    if (live != null) {
      live.interval(complete);
    }
  }

  @Override
  public void pulse(Pulse now) {
    if (live != null) {
      live.pulse(now);
    }
  }

  /** The report, with what this has seen. */
  LoadReport judge(LoadReport report) {
    if (live != null) {
      live.finish(report);
    }
    QuotaInForce.Reading after =
        checks.source().map(source -> QuotaInForce.tryRead(source, clock.instant())).orElse(null);
    return new LoadReport(
        report.schema(),
        report.durationSeconds(),
        report.warmupSeconds(),
        report.model(),
        report.shard(),
        report.valid(),
        report.invalidReason(),
        steering.hasQuit() && report.interrupted() == null
            ? ExitCode.INTERRUPTED
            : report.interrupted(),
        judge.aborted(),
        report.tenants().stream()
            .map(tenant -> tenant.withOperations(operations.of(tenant.tenant())))
            .toList(),
        report.scheduleLag(),
        report.clamped(),
        report.rateChanges(),
        judge.results(report.scheduleLag()),
        conservation(report, after));
  }

  private void follow() {
    Map<String, QuotaInForce> expected = QuotaInForce.expected(checks.quotas());
    for (String tenant : tenants(plan)) {
      QuotaInForce quota = expected.get(tenant);
      if (quota == null && before != null) {
        quota = QuotaInForce.between(tenant, before, before);
      }
      if (quota != null && quota.limit() != null) {
        admitted.put(tenant, new AdmittedTally(tenant, quota.limit()));
      }
    }
  }

  private List<ConservationResult> conservation(
      LoadReport report, QuotaInForce.@Nullable Reading after) {
    Map<String, QuotaInForce> expected = QuotaInForce.expected(checks.quotas());
    List<ConservationResult> results = new ArrayList<>();
    for (LoadReport.OfTenant tenant : report.tenants()) {
      QuotaInForce quota = expected.get(tenant.tenant());
      if (quota == null && before != null) {
        quota = QuotaInForce.between(tenant.tenant(), before, after);
      }
      if (quota == null && !expected.isEmpty()) {
        quota = new QuotaInForce(null, "its quota was not said");
      }
      if (quota != null) {
        results.add(
            new Conservation(tenant, report.durationSeconds(), report.shard() != null)
                .result(quota, admitted.get(tenant.tenant())));
      }
    }
    return results;
  }

  private static List<String> tenants(LoadPlan plan) {
    return plan.tenants().stream().map(LoadPlan.TenantLoad::tenant).toList();
  }
}
