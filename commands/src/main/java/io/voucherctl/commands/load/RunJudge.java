package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Holds all thresholds against a run while it goes on, and asks for its end when one of those that
 * abort is breached. An interval comes when all of it has ended, so a breach is noticed about a
 * second after it, or a timeout later when requests hang.
 */
final class RunJudge implements RunObserver {
  private final List<ThresholdWatch> failing;
  private final List<ThresholdWatch> aborting;
  private volatile @Nullable String aborted;

  /**
   * @param tenants those of the plan, for thresholds that are meant for each
   * @param failIf conditions that make the run's answer bad
   * @param abortIf conditions that end it as well
   */
  RunJudge(List<String> tenants, List<Threshold> failIf, List<Threshold> abortIf) {
    Histogram merge = LatencyFigures.histogram();
    this.failing = watches(failIf, tenants, merge);
    this.aborting = watches(abortIf, tenants, merge);
  }

  @Override
  public void interval(Interval complete) {
    Map<String, Interval> byTenant = byTenant(complete);
    failing.forEach(watch -> watch.add(part(watch, complete, byTenant)));
    for (ThresholdWatch watch : aborting) {
      watch.add(part(watch, complete, byTenant));
      if (aborted == null && watch.breached()) {
        aborted = watch.threshold().text();
      }
    }
  }

  @Override
  public void pulse(Pulse now) {
    // Only what is complete is judged.
  }

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

  private static List<ThresholdWatch> watches(
      List<Threshold> thresholds, List<String> tenants, Histogram merge) {
    return thresholds.stream()
        .flatMap(each -> each.expand(tenants).stream())
        .map(one -> new ThresholdWatch(one, merge))
        .toList();
  }

  /** With hundreds of tenants, conditions for each need not look at all the others. */
  private static Map<String, Interval> byTenant(Interval complete) {
    Map<String, Interval> found = new HashMap<>();
    complete
        .responseTimes()
        .forEach((key, times) ->
            found
                .computeIfAbsent(
                    key.tenant(),
                    _ ->
                        new Interval(
                            complete.fromNanos(), complete.toNanos(), new LinkedHashMap<>()))
                .responseTimes()
                .put(key, times));
    return found;
  }

  private static Interval part(
      ThresholdWatch watch, Interval complete, Map<String, Interval> byTenant) {
    String tenant = watch.threshold().scope().tenant();
    if (tenant == null) {
      return complete;
    }
    Interval own = byTenant.get(tenant);
    return own == null ? new Interval(complete.fromNanos(), complete.toNanos(), Map.of()) : own;
  }
}
