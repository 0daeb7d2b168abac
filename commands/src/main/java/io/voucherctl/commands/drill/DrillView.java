package io.voucherctl.commands.drill;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.LoadReport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The story as a person reads it: what tenants saw, who died, who did it, what ended it. */
final class DrillView implements View<DrillReport> {
  @Override
  public void show(DrillReport report, Page page) {
    page.heading("What the tenants saw");
    phases(report, page);
    page.heading("Who died");
    deaths(report, page);
    page.heading("Findings");
    findings(report, page);
    page.heading("Mitigation");
    report.mitigation().forEach(page::line);
    page.heading("Verdict");
    report.reasons().forEach(page::line);
    Tone tone = report.verdict().good() ? Tone.GOOD : Tone.BAD;
    page.line("verdict: " + report.verdict(), tone);
  }

  private static void phases(DrillReport report, Page page) {
    Table table =
        page.table(
            "phase",
            "tenant",
            ">rate",
            ">offered",
            ">ok",
            ">rejected",
            ">5xx",
            ">lost",
            ">success",
            ">ok p50 ms",
            ">ok p99 ms");
    for (Phase phase : report.phases()) {
      for (LoadReport.OfTenant tenant : phase.tenants()) {
        table.row(
            phase.name(),
            tenant.tenant(),
            Math.round(tenant.targetRate()) + "/s",
            tenant.offered(),
            tenant.outcomes().ok(),
            tenant.outcomes().rejected(),
            serverErrors(tenant),
            tenant.outcomes().timeout()
                + tenant.outcomes().connectError()
                + tenant.outcomes().dropped(),
            success(tenant, tenant.tenant().equals(report.noisyTenant())),
            millis(answered(tenant).p50Micros()),
            millis(answered(tenant).p99Micros()));
      }
    }
    table.print();
    for (Phase phase : report.phases()) {
      if (phase.invalidReason() != null) {
        page.line("note: in the " + phase.name() + " " + phase.invalidReason(), Tone.WARN);
      }
    }
  }

  private static Cell success(LoadReport.OfTenant tenant, boolean noisy) {
    double share = Judgement.success(tenant);
    Tone tone = noisy ? Tone.PLAIN : share >= Judgement.WHOLE ? Tone.GOOD : Tone.BAD;
    return Cell.of(String.format(Locale.ROOT, "%.2f%%", 100 * share), tone);
  }

  /** Of the good answers: a refusal is fast, and would flatter them. */
  private static LatencyFigures answered(LoadReport.OfTenant tenant) {
    return tenant.responseTimeByOutcome().getOrDefault("ok", LatencyFigures.NONE);
  }

  private static long serverErrors(LoadReport.OfTenant tenant) {
    return tenant.statuses().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("5"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void deaths(DrillReport report, Page page) {
    if (report.restarts().isEmpty()) {
      page.line("nobody");
      return;
    }
    Table table = page.table("at", ">after start", "pod", "container", ">exit", "cause");
    Instant start = report.phases().getFirst().startedAt();
    for (Death death : report.restarts()) {
      Duration after = Duration.between(start, death.at());
      table.row(
          death.at().truncatedTo(ChronoUnit.SECONDS),
          after.toSeconds() + "s",
          death.pod(),
          death.container(),
          Cell.of(death.exitCode(), Tone.BAD),
          death.cause());
    }
    table.print();
  }

  private static void findings(DrillReport report, Page page) {
    Findings findings = report.findings();
    if (findings == null) {
      page.line("no gateway could be asked");
      return;
    }
    page.line("tenant " + findings.tenant() + " on " + findings.route());
    page.line(
        String.format(
            Locale.ROOT,
            "the limiter admitted %,d of %,d requests; its quota (%s, shared by %d gateways,"
                + " %d restarts) allows at most %,d",
            findings.admitted(),
            findings.offered(),
            findings.quota(),
            findings.replicas(),
            findings.restarts(),
            findings.allowed()));
    page.line("fullest gateway heap seen: " + findings.heapPeakPercent() + " %");
    page.line(
        "restart back-off unit: "
            + report.backOffUnitSeconds()
            + " s (a kubelet's is 10 s; shortened for the drill)");
    page.line("the gateways have no watermarks, as then (--shed-at off --refuse-at off)");
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
  }
}
