package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * On a terminal: how the requests of each tenant ended, leaving out ways in which none did; then
 * the response times, by operation where there are several. In a pipe: one row for each tenant,
 * always with the same columns. Then what the run was held against. Response times of a run that
 * proves nothing carry a question mark.
 */
final class LoadView implements View<LoadReport> {
  /** A way to end. */
  private record Ending(String heading, Tone tone, ToLongFunction<LoadReport.Outcomes> count) {}

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending("ok", Tone.PLAIN, LoadReport.Outcomes::ok),
          new Ending("rejected", Tone.WARN, LoadReport.Outcomes::rejected),
          new Ending("failed", Tone.BAD, LoadReport.Outcomes::failed),
          new Ending("timeout", Tone.BAD, LoadReport.Outcomes::timeout),
          new Ending("refused", Tone.BAD, LoadReport.Outcomes::refused),
          new Ending("reset", Tone.BAD, LoadReport.Outcomes::reset),
          new Ending("dropped", Tone.BAD, LoadReport.Outcomes::dropped));

  @Override
  public void show(LoadReport report, Page page) {
    if (page.isTerminal()) {
      outcomes(report, page);
      page.heading(
          report.model().equals(LoadReport.OPEN)
              ? "Response times"
              : "Response times (closed model: without what callers would have waited)");
      times(report, page);
    } else {
      everything(report, page);
    }
    new JudgementView().show(report, page);
    remarks(report, page);
  }

  private static void outcomes(LoadReport report, Page page) {
    List<Ending> shown =
        ENDINGS.stream()
            .filter(ending ->
                ending.heading().equals("ok")
                    || report.tenants().stream()
                        .anyMatch(one -> ending.count().applyAsLong(one.outcomes()) > 0))
            .toList();
    List<String> columns = new ArrayList<>(List.of("tenant", ">target", ">achieved", ">offered"));
    shown.forEach(ending -> columns.add(">" + ending.heading()));
    Table table = page.table(columns.toArray(String[]::new));
    for (LoadReport.OfTenant tenant : report.tenants()) {
      List<Object> row = counts(tenant, shown);
      table.row(row.toArray());
    }
    table.print();
  }

  private static void times(LoadReport report, Page page) {
    Table table =
        page.table("tenant", "operation", ">answers", ">p50", ">p90", ">p99", ">p99.9", ">max");
    for (LoadReport.OfTenant tenant : report.tenants()) {
      times(table, tenant.tenant(), "", tenant.responseTime(), report);
      if (tenant.operations().size() > 1) {
        tenant
            .operations()
            .forEach(one -> times(table, "", one.operation(), one.responseTime(), report));
      }
    }
    table.print();
  }

  private static void times(
      Table table, String tenant, String operation, LatencyFigures figures, LoadReport report) {
    List<Object> row = new ArrayList<>(List.of(tenant, operation, figures.count()));
    long[] micros = {
      figures.p50Micros(),
      figures.p90Micros(),
      figures.p99Micros(),
      figures.p999Micros(),
      figures.maxMicros()
    };
    for (long one : micros) {
      row.add(time(figures, one, report));
    }
    table.row(row.toArray());
  }

  private static void everything(LoadReport report, Page page) {
    List<String> columns = new ArrayList<>(List.of("tenant", "target", "achieved", "offered"));
    ENDINGS.forEach(ending -> columns.add(ending.heading()));
    columns.addAll(List.of("p50", "p90", "p99", "max"));
    Table table = page.table(columns.toArray(String[]::new));
    for (LoadReport.OfTenant tenant : report.tenants()) {
      LatencyFigures figures = tenant.responseTime();
      List<Object> row = counts(tenant, ENDINGS);
      row.add(time(figures, figures.p50Micros(), report));
      row.add(time(figures, figures.p90Micros(), report));
      row.add(time(figures, figures.p99Micros(), report));
      row.add(time(figures, figures.maxMicros(), report));
      table.row(row.toArray());
    }
    table.print();
  }

  private static List<Object> counts(LoadReport.OfTenant tenant, List<Ending> endings) {
    List<Object> row = new ArrayList<>();
    row.add(tenant.tenant());
    row.add(tenant.targetRate() == 0 ? "closed" : rate(tenant.targetRate()) + "/s");
    row.add(rate(tenant.achievedRate()) + "/s");
    row.add(tenant.offered());
    for (Ending ending : endings) {
      long count = ending.count().applyAsLong(tenant.outcomes());
      row.add(Cell.of(count, count == 0 ? Tone.PLAIN : ending.tone()));
    }
    return row;
  }

  private static Cell time(LatencyFigures figures, long micros, LoadReport report) {
    String text = MicrosText.of(figures, micros);
    return report.valid() || figures.count() == 0 ? Cell.of(text) : Cell.of(text + "?", Tone.DIM);
  }

  private static void remarks(LoadReport report, Page page) {
    for (LoadReport.RateChange change : report.rateChanges()) {
      page.line(
          "at "
              + rate(change.atSeconds())
              + "s the rates were set to "
              + rate(100 * change.factor())
              + "% of the plan",
          Tone.WARN);
    }
    if (report.shard() != null) {
      page.line("shard " + report.shard() + ": a part of the load; merge the logs for the whole");
    }
    if (report.aborted() != null) {
      page.line(
          "aborted after "
              + rate(report.durationSeconds())
              + "s of measured time: "
              + report.aborted(),
          Tone.BAD);
    }
    if (report.interrupted() != null) {
      page.line(
          "interrupted after " + rate(report.durationSeconds()) + "s of measured time", Tone.WARN);
    }
    if (report.invalidReason() != null) {
      page.line("invalid run: " + report.invalidReason(), Tone.BAD);
      page.line("what carries a question mark shows the generator, not the target", Tone.BAD);
    }
  }

  /** Without a fraction that is not there. */
  static String rate(double number) {
    long hundredths = Math.round(number * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }
}
