package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.load.http.HttpCoreTransport;
import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.load.http.Transport;
import io.voucherctl.commands.load.http.WireTransport;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.quota.Tenant;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Loads one target, run after run, over connections that stay open in between. One run at a time;
 * whoever opened it closes it.
 */
public final class LoadSession implements AutoCloseable {
  private final LoadTarget target;
  private final Transport transport;
  private final VoucherCalls calls;
  private final Ticker ticker;
  private final InstantSource clock;
  private final InterruptSignal interrupts;
  private final VoucherSeeding seeding;
  private final FreshCodes fresh;
  private final Map<String, List<String>> codes = new HashMap<>();

  LoadSession(
      LoadTarget target,
      Transport transport,
      VoucherCalls calls,
      Ticker ticker,
      InstantSource clock,
      RandomGenerator random,
      InterruptSignal interrupts) {
    this.target = target;
    this.transport = transport;
    this.calls = calls;
    this.ticker = ticker;
    this.clock = clock;
    this.interrupts = interrupts;
    this.seeding = new VoucherSeeding(target.uri(), calls, ticker, Thread::sleep, interrupts);
    this.fresh = new FreshCodes(random);
  }

  /**
   * Opens a session over HTTP; nothing is sent yet.
   *
   * @param random only for codes that must not repeat from one process to the next
   */
  public static LoadSession open(
      LoadTarget target,
      Ticker ticker,
      InstantSource clock,
      RandomGenerator random,
      InterruptSignal interrupts) {
    return new LoadSession(
        target,
        transport(target, ticker),
        new HttpVoucherCalls(target),
        ticker,
        clock,
        random,
        interrupts);
  }

  /**
   * Issues {@code count} vouchers for each tenant of the target, the same ones for the same seed.
   * Runs use what was seeded last.
   */
  public void seed(int count, long seed, Progress progress) {
    if (count < 1 || count > VoucherCodes.MAX) {
      throw new IllegalArgumentException("codes must be 1 to " + VoucherCodes.MAX);
    }
    for (Tenant tenant : target.tenants()) {
      progress.at("preparing " + count + " vouchers of " + tenant.id());
      List<String> own = VoucherCodes.of(tenant.id(), seed, count);
      seeding.seed(tenant, own);
      codes.put(tenant.id(), own);
    }
  }

  /** Offers the planned load and reports. Blocks until the last answer, timeout or interrupt. */
  public LoadReport run(LoadPlan plan, Progress progress) {
    return run(plan, List.of(), RunControl.NONE, progress);
  }

  /**
   * The same, followed and controlled.
   *
   * @param observers called in their order, after the log and the progress line
   */
  LoadReport run(
      LoadPlan plan, List<RunObserver> observers, RunControl control, Progress progress) {
    return run(plan, observers, control, progress, RunRecord.Clock.INTENDED_START);
  }

  LoadReport run(
      LoadPlan plan,
      List<RunObserver> observers,
      RunControl control,
      Progress progress,
      RunRecord.Clock from) {
    List<ArrivalSchedule> schedules = new ArrayList<>();
    List<LoadGenerator.Lane> lanes = new ArrayList<>();
    for (LoadPlan.TenantLoad load : plan.tenants()) {
      schedules.add(plan.schedule(load));
      lanes.add(lane(plan, load));
    }
    List<TenantTally> tallies = lanes.stream().map(LoadGenerator.Lane::tally).toList();
    RunRecord record = new RunRecord(lanes.size(), from);
    try (HlogWriter hlog = hlog(plan.hlog())) {
      List<RunObserver> all = new ArrayList<>();
      if (hlog != null) {
        all.add(new HlogObserver(hlog));
      }
      all.add(new LoadProgress(plan, tallies, progress));
      all.addAll(observers);
      LoadGenerator generator =
          new LoadGenerator(
              ticker, transport, new MergedSchedule(schedules), lanes, record, bounds(plan));
      return new LoadRun(plan, generator, transport, tallies, record, ticker, interrupts)
          .run(all, control);
    }
  }

  @Override
  public void close() {
    try {
      transport.close();
    } finally {
      calls.close();
    }
  }

  private static Transport transport(LoadTarget target, Ticker ticker) {
    return target.tls() == null && target.http() == HttpVersion.HTTP_1_1
        ? new WireTransport(target, ticker)
        : new HttpCoreTransport(target);
  }

  private LoadGenerator.Lane lane(LoadPlan plan, LoadPlan.TenantLoad load) {
    List<String> own = codes.getOrDefault(load.tenant(), List.of());
    if (own.isEmpty() && load.mix().needsVouchers() && interrupts.raised() == null) {
      throw new IllegalStateException("no vouchers were seeded for tenant " + load.tenant());
    }
    List<String> ids = target.tenants().stream().map(Tenant::id).toList();
    int index = ids.indexOf(load.tenant());
    if (index < 0) {
      throw new Failure.BadInput(
          "no tenant '" + load.tenant() + "'; there are " + String.join(", ", ids));
    }
    return new LoadGenerator.Lane(
        new TenantRequests(index, load, own, fresh, plan.requestSeed(load), plan.shard()),
        new TenantTally(),
        plan.concurrency(load),
        load.mostInFlight());
  }

  private static LoadGenerator.Bounds bounds(LoadPlan plan) {
    long warmup = plan.warmup().toNanos();
    return new LoadGenerator.Bounds(
        warmup, warmup + plan.duration().toNanos(), plan.timeout().toNanos());
  }

  private @Nullable HlogWriter hlog(@Nullable Path path) {
    return path == null ? null : new HlogWriter(path, clock.instant());
  }
}
