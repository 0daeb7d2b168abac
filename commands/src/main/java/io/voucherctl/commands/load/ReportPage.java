package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.chart.Fact;
import io.voucherctl.commands.latency.chart.HtmlReport;
import io.voucherctl.commands.latency.chart.RunPage;
import io.voucherctl.commands.latency.chart.RunSeries;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Gathers a run for its page while it goes on, and writes the page once it is judged. */
final class ReportPage implements RunObserver {
  /** Beyond these the page names only how many more there are; its table has every tenant. */
  private static final int MOST_TENANTS = 20;

  private static final int MOST_VERDICTS = 12;

  private final Path file;
  private final LoadJob job;
  private final InstantSource clock;
  private final String version;
  private final Instant measuredFrom;
  private final RunSeries series = new RunSeries(Grouping.tenant);
  private boolean empty = true;

  /** The run is about to begin. */
  ReportPage(Path file, LoadJob job, InstantSource clock, String version) {
    this.file = file;
    this.job = job;
    this.clock = clock;
    this.version = version;
    this.measuredFrom = clock.instant().plus(job.plan().warmup());
  }

  @Override
  public void interval(Interval complete) {
    series.add(complete);
    empty = empty && complete.responseTimes().isEmpty();
  }

  @Override
  public void pulse(Pulse now) {
    // A page shows what is complete.
  }

  /** Nothing is written about a run in which nothing was measured. */
  void write(LoadReport report) {
    if (!empty) {
      HtmlReport.write(file, page(report));
    }
  }

  private RunPage page(LoadReport report) {
    return new RunPage(
        "Load of " + job.target().uri(),
        measuredFrom,
        clock.instant(),
        verdicts(report),
        asked(),
        List.of(
            new Fact("voucherctl", version),
            new Fact("Java", Runtime.version().toString()),
            new Fact("schedule lag p99", report.scheduleLag().p99Micros() / 1e3 + " ms")),
        series);
  }

  private static List<Fact> verdicts(LoadReport report) {
    List<Fact> verdicts = new ArrayList<>();
    if (report.invalidReason() != null) {
      verdicts.add(new Fact("invalid run", report.invalidReason(), Tone.BAD));
    } else {
      verdicts.add(new Fact("valid run", "the load was offered as planned", Tone.GOOD));
    }
    if (report.aborted() != null) {
      verdicts.add(new Fact("aborted", report.aborted(), Tone.BAD));
    }
    if (report.interrupted() != null) {
      verdicts.add(new Fact("interrupted", "the run ended before its time", Tone.WARN));
    }
    if (!report.rateChanges().isEmpty()) {
      verdicts.add(
          new Fact(
              "steered", "the rate was changed " + report.rateChanges().size() + "x", Tone.WARN));
    }
    List<Fact> judged = new ArrayList<>();
    report.thresholds().forEach(one -> judged.add(threshold(one)));
    report.conservation().forEach(one -> judged.add(quota(one)));
    verdicts.addAll(worstFirst(judged));
    return verdicts;
  }

  /** With many tenants there are many of them: what went wrong must not be looked for. */
  private static List<Fact> worstFirst(List<Fact> judged) {
    if (judged.size() <= MOST_VERDICTS) {
      return judged;
    }
    List<Fact> shown = new ArrayList<>();
    for (Tone tone : List.of(Tone.BAD, Tone.WARN, Tone.GOOD)) {
      List<Fact> same = judged.stream().filter(one -> one.tone() == tone).toList();
      int most = tone == Tone.GOOD ? 0 : MOST_VERDICTS;
      shown.addAll(same.subList(0, Math.min(most, same.size())));
      if (same.size() > most) {
        String rest = same.size() - most + (most == 0 ? " conditions and quotas" : " more");
        shown.add(new Fact(most == 0 ? "kept" : "and", rest, tone));
      }
    }
    return shown;
  }

  private static Fact threshold(ThresholdResult one) {
    return new Fact(
        one.verdict().toString(),
        one.threshold() + " (seen " + one.seenText() + ")",
        one.verdict() == ThresholdResult.Word.PASSED ? Tone.GOOD : Tone.BAD);
  }

  private static Fact quota(ConservationResult one) {
    String text =
        one.reason() == null
            ? one.admitted() + " admitted of " + one.allowed() + " allowed by " + one.quota()
            : one.reason();
    return new Fact(
        "quota of " + one.tenant() + " " + one.verdict(),
        text,
        switch (one.verdict()) {
          case HOLDS -> Tone.GOOD;
          case EXCEEDED -> Tone.BAD;
          case UNKNOWN -> Tone.WARN;
        });
  }

  private List<Fact> asked() {
    LoadPlan plan = job.plan();
    List<Fact> asked = new ArrayList<>();
    asked.add(new Fact("duration", plan.duration().toMillis() / 1e3 + " s"));
    asked.add(new Fact("warm-up", plan.warmup().toMillis() / 1e3 + " s, in no figure"));
    asked.add(new Fact("timeout", plan.timeout().toMillis() / 1e3 + " s"));
    asked.add(new Fact("seed", Long.toString(plan.seed())));
    asked.add(new Fact("shard", plan.shard().toString()));
    List<LoadPlan.TenantLoad> tenants = plan.tenants();
    for (LoadPlan.TenantLoad one : tenants.subList(0, Math.min(MOST_TENANTS, tenants.size()))) {
      asked.add(
          new Fact(
              one.tenant(),
              one.model()
                  + " ("
                  + one.model().word()
                  + "), "
                  + one.mix()
                  + ", keys "
                  + one.keys()));
    }
    if (tenants.size() > MOST_TENANTS) {
      asked.add(new Fact("and", tenants.size() - MOST_TENANTS + " tenants more"));
    }
    return asked;
  }
}
