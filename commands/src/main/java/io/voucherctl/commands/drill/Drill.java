package io.voucherctl.commands.drill;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.load.LoadPlan;
import io.voucherctl.commands.load.LoadPlan.TenantLoad;
import io.voucherctl.commands.load.LoadReport;
import io.voucherctl.commands.load.Operation;
import io.voucherctl.commands.load.OperationMix;
import io.voucherctl.commands.pods.PodQuery;
import io.voucherctl.commands.pods.RestartReport;
import io.voucherctl.commands.quota.QuotaChange;
import io.voucherctl.commands.quota.QuotaEdit;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Conducts the outage: baseline, flood, mitigation, recovery. The load goes on through all of it;
 * the noisy tenant never gives in, so recovery is the system's doing and not the tenant's.
 */
final class Drill {
  private static final String DEPLOYMENT = "gateway";

  /** Vouchers of each tenant. */
  private static final int CODES = 200;

  private static final Duration ROLLOUT_LIMIT = Duration.ofSeconds(60);

  private final Region region;
  private final InstantSource clock;
  private final @Nullable Path hlogs;

  /**
   * @param hlogs directory for one latency log per phase, or null
   */
  Drill(Region region, InstantSource clock, @Nullable Path hlogs) {
    this.region = region;
    this.clock = clock;
    this.hlogs = hlogs;
  }

  DrillReport run(DrillPlan plan, Progress progress) throws InterruptedException {
    region.load().seed(CODES, LoadPlan.DEFAULT_SEED, progress);
    List<Phase> phases = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    Findings findings;
    Observer observer = new Observer(this::restarts, region.gateways());
    try (observer) {
      DrillPlan.Durations lasts = plan.durations();
      phases.add(phase(plan, Phase.BASELINE, lasts.baseline(), observer, progress));
      if (goesOn(phases)) {
        phases.add(phase(plan, Phase.FLOOD, lasts.flood(), observer, progress));
      }
      findings =
          observer.conclude(
              this::quota,
              plan.gateways(),
              lasts.warmup().plus(lasts.baseline()).plus(lasts.flood()));
      if (goesOn(phases)) {
        FutureTask<List<String>> mitigation = start(() -> mitigate(plan, progress));
        phases.add(phase(plan, Phase.MITIGATION, lasts.mitigation(), observer, progress));
        if (goesOn(phases)) {
          changes.addAll(finish(mitigation));
          phases.add(phase(plan, Phase.RECOVERY, lasts.recovery(), observer, progress));
        } else {
          mitigation.cancel(true);
        }
      }
    }
    List<Death> deaths = observer.deaths();
    Judgement judgement = Judgement.of(plan, phases, deaths);
    return new DrillReport(
        DrillReport.SCHEMA,
        findings == null ? null : findings.tenant(),
        plan.defect(),
        plan.backOffUnit().toMillis() / 1000.0,
        List.copyOf(phases),
        findings,
        deaths,
        List.copyOf(changes),
        judgement.word(),
        judgement.reasons());
  }

  private Phase phase(
      DrillPlan plan, String name, Duration duration, Observer observer, Progress progress)
      throws InterruptedException {
    LoadPlan load = LoadPlan.of(tenants(plan, name), duration);
    if (name.equals(Phase.BASELINE)) {
      load = load.withWarmup(plan.durations().warmup());
    }
    if (hlogs != null) {
      load = load.withHlog(hlogs.resolve(name + ".hlog"));
    }
    Instant startedAt = clock.instant();
    LoadReport report =
        region
            .load()
            .run(load, line -> progress.at(name + ": " + observer.status() + " | " + line));
    return new Phase(
        name,
        startedAt,
        report.durationSeconds(),
        report.tenants(),
        report.invalidReason(),
        report.interrupted());
  }

  private static boolean goesOn(List<Phase> phases) {
    return phases.getLast().interrupted() == null;
  }

  private static List<TenantLoad> tenants(DrillPlan plan, String phase) {
    List<TenantLoad> tenants = new ArrayList<>();
    boolean calm = phase.equals(Phase.BASELINE);
    Rate noisy = calm ? plan.calm() : plan.flood();
    OperationMix mix = calm ? OperationMix.DEFAULT : OperationMix.only(Operation.GUESS);
    tenants.add(new TenantLoad(plan.noisyTenant(), noisy, mix));
    new TreeMap<>(plan.neighbours())
        .forEach((name, rate) -> tenants.add(new TenantLoad(name, rate, OperationMix.DEFAULT)));
    return tenants;
  }

  /** What was done on the day: clamp the tenant, roll the fix out, add replicas. */
  private List<String> mitigate(DrillPlan plan, Progress progress) throws InterruptedException {
    List<String> done = new ArrayList<>();
    TenantQuota quota = plan.clamp();
    QuotaChange clamp =
        QuotaEdit.limit(quota.tenant(), quota.limit(), "drill: floods one route")
            .applyTo(region.quotas(), clock.instant());
    done.add(
        "quota of %s: %s -> %s (revision %s)"
            .formatted(quota.tenant(), clamp.before(), clamp.after(), clamp.revision()));
    if (plan.defect()) {
      done.add(region.rollout().dropArguments(DEPLOYMENT, DEPLOYMENT, "--defect", "as1"));
    }
    done.add(region.rollout().scale(DEPLOYMENT, plan.gatewaysAfter()));
    boolean complete = region.rollout().awaitComplete(DEPLOYMENT, ROLLOUT_LIMIT);
    done.add(complete ? "rollout complete" : "rollout NOT complete after " + ROLLOUT_LIMIT);
    progress.at("mitigation: " + done.getLast());
    return done;
  }

  private TenantQuota quota(String tenant) {
    return region.quotas().list().book().quotaOf(tenant, clock.instant());
  }

  private RestartReport restarts() {
    return RestartReport.of(region.pods().read(new PodQuery(false, null, null)));
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name("drill-mitigation").start(task);
    return task;
  }

  private static <T> T finish(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
