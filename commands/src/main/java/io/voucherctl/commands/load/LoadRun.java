package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.load.http.Transport;
import io.voucherctl.commands.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Drives a generator and its transport on a thread of their own, so that nothing that follows the
 * run ever delays a request, and follows it on the calling one.
 */
final class LoadRun {
  /** Interrupts and the end of the last answer are noticed within this. */
  private static final long LONGEST_WAIT_NANOS = 5_000_000;

  private static final long PULSE_NANOS = 200_000_000;

  private final LoadPlan plan;
  private final LoadGenerator generator;
  private final Transport transport;
  private final List<TenantTally> tallies;
  private final RunRecord record;
  private final RunTotals totals;
  private final Ticker ticker;
  private final InterruptSignal interrupts;
  private @Nullable String stopped;

  LoadRun(
      LoadPlan plan,
      LoadGenerator generator,
      Transport transport,
      List<TenantTally> tallies,
      RunRecord record,
      Ticker ticker,
      InterruptSignal interrupts) {
    this.plan = plan;
    this.generator = generator;
    this.transport = transport;
    this.tallies = tallies;
    this.record = record;
    this.totals = new RunTotals(plan.tenants().stream().map(LoadPlan.TenantLoad::tenant).toList());
    this.ticker = ticker;
    this.interrupts = interrupts;
  }

  LoadReport run(List<RunObserver> observers, RunControl control) {
    FutureTask<Boolean> sending = new FutureTask<>(this::send, true);
    Thread sender = Thread.ofPlatform().name("load").daemon().start(sending);
    try {
      follow(sending, observers, control);
      sending.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load generator broke", e.getCause());
    } finally {
      end(sender);
    }
    return new LoadFindings(plan, tallies, totals, record).report(runEnd());
  }

  private void send() {
    // What the target closed since the last run is not to be written to.
    transport.poll(0);
    for (long wait = generator.step(); wait != LoadGenerator.DONE; wait = generator.step()) {
      if (interrupts.raised() != null) {
        generator.stop();
      }
      transport.poll(Math.min(wait, LONGEST_WAIT_NANOS));
    }
  }

  private void follow(
      FutureTask<Boolean> sending, List<RunObserver> observers, RunControl control) {
    boolean interrupted = false;
    long nextPulse = ticker.nanos() + PULSE_NANOS;
    for (boolean more = true; more; ) {
      boolean over = sending.isDone();
      try {
        FiredSecond second = record.next(over ? 0 : Math.max(0, nextPulse - ticker.nanos()));
        if (second != null) {
          Interval interval = totals.add(second);
          observers.forEach(observer -> observer.interval(interval));
          record.recycle(second);
        }
        more = second != null || !over;
      } catch (InterruptedException _) {
        interrupted = true;
        generator.stop();
      }
      if (ticker.nanos() - nextPulse >= 0) {
        nextPulse = ticker.nanos() + PULSE_NANOS;
        pulse(observers, control);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void pulse(List<RunObserver> observers, RunControl control) {
    List<Pulse.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      TenantTally tally = tallies.get(i);
      lanes.add(
          new Pulse.Lane(
              plan.tenants().get(i).tenant(),
              generator.targetRate(i),
              tally.fired(),
              tally.inFlight()));
    }
    Pulse now = new Pulse(generator.elapsed(), record.takeLatestLag(), lanes);
    observers.forEach(observer -> observer.pulse(now));
    generator.scale(control.factor());
    String why = control.stop();
    if (why != null && stopped == null) {
      stopped = why;
      generator.stop();
    }
  }

  private RunEnd runEnd() {
    return new RunEnd(
        generator.measuredNanos(),
        record.scheduleLag(),
        generator.wasCutOff(),
        record.isOverrun(),
        interrupts.raised(),
        stopped,
        generator.rateChanges());
  }

  /** An observer that broke ends the run; nothing is read while the sender still writes. */
  private void end(Thread sender) {
    generator.stop();
    boolean interrupted = false;
    while (sender.isAlive()) {
      try {
        sender.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
