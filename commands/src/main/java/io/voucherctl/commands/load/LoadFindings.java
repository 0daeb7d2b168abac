package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.LatencyKind;
import io.voucherctl.commands.latency.LatencyRecorder;
import io.voucherctl.commands.latency.MicrosText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From the counters of a finished run to its report, and the judgement whether it counts. */
record LoadFindings(LoadPlan plan, List<TenantTally> tallies, LatencyRecorder latencies) {
  /** Above this the figures show the generator more than the target. */
  static final long MOST_LAG_MICROS = 50_000;

  private static final double LEAST_OFFERED = 0.99;

  /**
   * The report.
   *
   * @param cutOff the generator was too far behind to send everything
   */
  LoadReport report(
      long measuredNanos,
      LatencyFigures scheduleLag,
      boolean cutOff,
      @Nullable ExitCode interrupted) {
    double seconds = measuredNanos / 1e9;
    List<LoadReport.OfTenant> tenants =
        IntStream.range(0, tallies.size()).mapToObj(i -> tenant(i, seconds)).toList();
    String invalid = invalidReason(tenants, scheduleLag, seconds, cutOff, interrupted != null);
    return new LoadReport(
        LoadReport.SCHEMA,
        seconds,
        plan.warmup().toMillis() / 1e3,
        invalid == null,
        invalid,
        interrupted,
        tenants,
        scheduleLag,
        latencies.clamped());
  }

  private LoadReport.OfTenant tenant(int index, double seconds) {
    LoadPlan.TenantLoad load = plan.tenants().get(index);
    TenantTally tally = tallies.get(index);
    LoadReport.Outcomes outcomes = LoadReport.Outcomes.of(tally);
    String name = load.tenant();
    return new LoadReport.OfTenant(
        name,
        plan.targetRate(load),
        rate(outcomes.sum() - outcomes.dropped(), seconds),
        rate(outcomes.ok(), seconds),
        outcomes.sum(),
        outcomes,
        tally.statuses(),
        tally.unanswered(),
        latencies.figures(name, LatencyKind.RESPONSE_TIME),
        latencies.figures(name, LatencyKind.SERVICE_TIME),
        byOutcome(name));
  }

  private Map<String, LatencyFigures> byOutcome(String tenant) {
    Map<String, LatencyFigures> figures = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      LatencyFigures own = latencies.figures(tenant, outcome.toString(), LatencyKind.RESPONSE_TIME);
      if (own.count() > 0) {
        figures.put(outcome.toString(), own);
      }
    }
    return figures;
  }

  private @Nullable String invalidReason(
      List<LoadReport.OfTenant> tenants,
      LatencyFigures lag,
      double seconds,
      boolean cutOff,
      boolean interrupted) {
    if (lag.p99Micros() > MOST_LAG_MICROS) {
      return "the generator was late: schedule lag p99 "
          + MicrosText.of(lag.p99Micros())
          + ", and more than "
          + MicrosText.of(MOST_LAG_MICROS)
          + " proves nothing";
    }
    for (LoadReport.OfTenant tenant : cutOff ? tenants : List.<LoadReport.OfTenant>of()) {
      long target = Math.round(tenant.targetRate() * seconds);
      if (tenant.offered() < target * LEAST_OFFERED) {
        return "the generator could not offer the load: tenant "
            + tenant.tenant()
            + " got "
            + tenant.offered()
            + " of "
            + target
            + " requests";
      }
    }
    if (lag.count() == 0 && !interrupted) {
      return "no request was due in the measured time";
    }
    return null;
  }

  private static double rate(long count, double seconds) {
    return seconds == 0 ? 0 : Math.round(count / seconds * 100) / 100.0;
  }
}
