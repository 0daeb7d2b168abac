package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/** Says once a second how a run goes: each tenant's counts so far, and p99 of the last second. */
final class LoadProgress implements RunObserver {
  /** Of the first ones in the plan; a line is to be read. */
  private static final int MOST_TENANTS = 8;

  private final LoadPlan plan;
  private final List<TenantTally> tallies;
  private final Progress progress;
  private Map<String, Histogram> last = Map.of();
  private long said;

  LoadProgress(LoadPlan plan, List<TenantTally> tallies, Progress progress) {
    this.plan = plan;
    this.tallies = tallies;
    this.progress = progress;
  }

  @Override
  public void interval(Interval complete) {
    Map<String, Histogram> merged = new HashMap<>();
    complete
        .responseTimes()
        .forEach((key, histogram) -> {
          if (Outcome.hasLatency(key.outcome())) {
            merged.computeIfAbsent(key.tenant(), _ -> LatencyFigures.histogram()).add(histogram);
          }
        });
    last = merged;
  }

  @Override
  public void pulse(Pulse now) {
    long second = now.elapsedNanos() / FiredSecond.NANOS;
    if (second > said) {
      said = second;
      progress.at(line(now.elapsedNanos()));
    }
  }

  private String line(long elapsedNanos) {
    long warmup = plan.warmup().toNanos();
    long whole = plan.duration().toSeconds();
    long seconds = Math.round((elapsedNanos - warmup) / 1e9);
    if (elapsedNanos < warmup) {
      return "warming up, " + -seconds + "s left";
    }
    StringJoiner line = new StringJoiner(" | ", Math.min(seconds, whole) + "/" + whole + "s  ", "");
    for (int i = 0; i < Math.min(tallies.size(), MOST_TENANTS); i++) {
      LoadPlan.TenantLoad load = plan.tenants().get(i);
      LoadReport.Outcomes so = LoadReport.Outcomes.of(tallies.get(i));
      Histogram own = last.get(load.tenant());
      LatencyFigures figures = own == null ? LatencyFigures.NONE : LatencyFigures.of(own);
      line.add(
          "%s %s ok %d rejected %d failed %d p99 %s"
              .formatted(
                  load.tenant(),
                  load.model(),
                  so.ok(),
                  so.rejected(),
                  so.failed() + so.timeout() + so.connectError() + so.dropped(),
                  MicrosText.of(figures, figures.p99Micros())));
    }
    if (tallies.size() > MOST_TENANTS) {
      line.add("and " + (tallies.size() - MOST_TENANTS) + " more");
    }
    return line.toString();
  }
}
