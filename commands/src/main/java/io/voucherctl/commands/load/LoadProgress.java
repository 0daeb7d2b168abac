package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/** Says once a second how a run goes: each tenant's counts so far, and p99 of the last second. */
final class LoadProgress {
  private final LoadPlan plan;
  private final List<TenantTally> tallies;

  LoadProgress(LoadPlan plan, List<TenantTally> tallies) {
    this.plan = plan;
    this.tallies = tallies;
  }

  void report(Map<String, Histogram> interval, long elapsedNanos, Progress progress) {
    long warmup = plan.warmup().toNanos();
    long whole = plan.duration().toSeconds();
    long seconds = Math.round((elapsedNanos - warmup) / 1e9);
    if (elapsedNanos < warmup) {
      progress.at("warming up, " + -seconds + "s left");
      return;
    }
    StringJoiner line = new StringJoiner(" | ", Math.min(seconds, whole) + "/" + whole + "s  ", "");
    for (int i = 0; i < tallies.size(); i++) {
      LoadPlan.TenantLoad load = plan.tenants().get(i);
      LoadReport.Outcomes so = LoadReport.Outcomes.of(tallies.get(i));
      Histogram last = interval.get(load.tenant());
      LatencyFigures figures = last == null ? LatencyFigures.NONE : LatencyFigures.of(last);
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
    progress.at(line.toString());
  }
}
