package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** From the counters of a finished run to its report, and the judgement whether it counts. */
record LoadFindings(LoadPlan plan, List<TenantTally> tallies, RunTotals totals, RunRecord record) {
  /** Above this the figures show the generator more than the target. */
  static final long MOST_LAG_MICROS = 50_000;

  private static final double LEAST_OFFERED = 0.99;

  LoadReport report(RunEnd end) {
    double seconds = end.measuredNanos() / 1e9;
    List<LoadReport.OfTenant> tenants =
        IntStream.range(0, tallies.size()).mapToObj(i -> tenant(i, seconds)).toList();
    String invalid = invalidReason(end);
    return new LoadReport(
        LoadReport.SCHEMA,
        seconds,
        plan.warmup().toMillis() / 1e3,
        model(),
        plan.shard().count() == 1 ? null : plan.shard().toString(),
        invalid == null,
        invalid,
        end.interrupted(),
        null,
        tenants,
        end.scheduleLag(),
        record.clamped(),
        end.rateChanges().stream().map(this::change).toList(),
        List.of(),
        List.of());
  }

  private String model() {
    long closed =
        plan.tenants().stream().filter(load -> load.model() instanceof LoadModel.Closed).count();
    if (closed == 0) {
      return LoadReport.OPEN;
    }
    return closed == plan.tenants().size() ? LoadReport.CLOSED : LoadReport.MIXED;
  }

  private LoadReport.RateChange change(RunEnd.RateChange change) {
    long measured = change.atNanos() - plan.warmup().toNanos();
    return new LoadReport.RateChange(Math.round(measured / 1e7) / 100.0, change.factor());
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
        totals.responseTime(index),
        record.serviceTime(index),
        byOutcome(index),
        List.of());
  }

  private Map<String, LatencyFigures> byOutcome(int lane) {
    Map<String, LatencyFigures> figures = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      LatencyFigures own = totals.responseTime(lane, outcome);
      if (own.count() > 0) {
        figures.put(outcome.toString(), own);
      }
    }
    return figures;
  }

  private @Nullable String invalidReason(RunEnd end) {
    LatencyFigures lag = end.scheduleLag();
    if (end.overrun()) {
      return "what follows the run could not keep up with it, and its record has a hole";
    }
    if (lag.p99Micros() > MOST_LAG_MICROS) {
      return "the generator was late: schedule lag p99 "
          + MicrosText.of(lag.p99Micros())
          + ", and more than "
          + MicrosText.of(MOST_LAG_MICROS)
          + " proves nothing";
    }
    String missing = shortOf();
    if (missing != null) {
      return missing;
    }
    if (lag.count() == 0 && end.interrupted() == null && end.stopped() == null) {
      return "no request was due in the measured time";
    }
    return null;
  }

  /** Which tenant got less than its plan, and by how much; null when all got theirs. */
  private @Nullable String shortOf() {
    for (int i = 0; i < tallies.size(); i++) {
      TenantTally tally = tallies.get(i);
      long offered = LoadReport.Outcomes.of(tally).sum();
      long planned = offered + tally.unanswered() + tally.unsent();
      if (tally.unsent() > planned * (1 - LEAST_OFFERED)) {
        return "the generator could not offer the load: tenant "
            + plan.tenants().get(i).tenant()
            + " got "
            + offered
            + " of "
            + planned
            + " requests";
      }
    }
    return null;
  }

  private static double rate(long count, double seconds) {
    return seconds == 0 ? 0 : Math.round(count / seconds * 100) / 100.0;
  }
}
