package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.latency.LatencyRecorder;
import io.voucherctl.commands.latency.LatencySeries;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Drives a generator on a thread of its own, so that neither progress nor the log ever delays a
 * request, and closes an interval every second on the calling one.
 */
final class LoadRun {
  /** Interrupts and the end of the last answer are noticed within this. */
  private static final long LONGEST_PARK_NANOS = 5_000_000;

  private final LoadPlan plan;
  private final LoadGenerator generator;
  private final List<TenantTally> tallies;
  private final LatencyRecorder latencies;
  private final LatencySeries scheduleLag;
  private final InterruptSignal interrupts;
  private long intervalStart;

  LoadRun(
      LoadPlan plan,
      LoadGenerator generator,
      List<TenantTally> tallies,
      LatencyRecorder latencies,
      LatencySeries scheduleLag,
      InterruptSignal interrupts) {
    this.plan = plan;
    this.generator = generator;
    this.tallies = tallies;
    this.latencies = latencies;
    this.scheduleLag = scheduleLag;
    this.interrupts = interrupts;
  }

  LoadReport run(@Nullable HlogWriter hlog, Progress progress) {
    FutureTask<Boolean> pacing = new FutureTask<>(this::pace, true);
    Thread.ofPlatform().name("load-pacing").daemon().start(pacing);
    LoadProgress line = new LoadProgress(plan, tallies);
    boolean interrupted = false;
    try {
      for (boolean running = true; running; ) {
        try {
          pacing.get(1, TimeUnit.SECONDS);
          running = false;
        } catch (TimeoutException _) {
          line.report(closeInterval(hlog), generator.elapsed(), progress);
        } catch (InterruptedException _) {
          interrupted = true;
          generator.stop();
        }
      }
      closeInterval(hlog);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load generator broke", e.getCause());
    } finally {
      generator.stop();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return new LoadFindings(plan, tallies, latencies)
        .report(
            generator.measuredNanos(),
            scheduleLag.figures(),
            generator.wasCutOff(),
            interrupts.raised());
  }

  private void pace() {
    for (long wait = generator.step(); wait != LoadGenerator.DONE; wait = generator.step()) {
      if (interrupts.raised() != null) {
        generator.stop();
      }
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, LONGEST_PARK_NANOS));
      }
    }
  }

  private Map<String, Histogram> closeInterval(@Nullable HlogWriter hlog) {
    Map<String, Histogram> interval = latencies.closeInterval();
    long end = Math.max(intervalStart, generator.elapsed() - plan.warmup().toNanos());
    if (hlog != null) {
      hlog.write(intervalStart, end, interval);
    }
    intervalStart = end;
    return interval;
  }
}
