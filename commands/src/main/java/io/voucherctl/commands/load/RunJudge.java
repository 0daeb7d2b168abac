package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Holds all thresholds against a run while it goes on, and asks for its end when one of those that
 * abort is breached. An interval comes when all of it has ended, so a breach is noticed about a
 * second after it, or a timeout later when requests hang.
 */
final class RunJudge implements RunObserver {
  private final List<ThresholdWatch> failing = new ArrayList<>();
  private final List<ThresholdWatch> aborting = new ArrayList<>();
  private volatile @Nullable String aborted;

  /**
   * @param tenants those of the plan, for thresholds that are meant for each
   * @param failIf conditions that make the run's answer bad
   * @param abortIf conditions that end it as well
   */
  RunJudge(List<String> tenants, List<Threshold> failIf, List<Threshold> abortIf) {
    Histogram merge = LatencyFigures.histogram();
    failIf.forEach(
        each -> each.expand(tenants).forEach(one -> failing.add(new ThresholdWatch(one, merge))));
    abortIf.forEach(
        each -> each.expand(tenants).forEach(one -> aborting.add(new ThresholdWatch(one, merge))));
  }

  @Override
  public void interval(Interval complete) {
    failing.forEach(watch -> watch.add(complete));
    for (ThresholdWatch watch : aborting) {
      watch.add(complete);
      if (aborted == null && watch.breached()) {
        aborted = watch.threshold().text();
      }
    }
  }

  @Override
  public void pulse(Pulse now) {}

  /** The condition that shall end the run, or null. Any thread. */
  @Nullable String aborted() {
    return aborted;
  }

  /**
   * The verdicts, in the order of the conditions.
   *
   * @param lag the generator's, of the whole run
   */
  List<ThresholdResult> results(LatencyFigures lag) {
    List<ThresholdResult> results = new ArrayList<>();
    failing.forEach(watch -> results.add(watch.result(lag)));
    aborting.forEach(watch -> results.add(watch.result(lag)));
    return results;
  }
}
