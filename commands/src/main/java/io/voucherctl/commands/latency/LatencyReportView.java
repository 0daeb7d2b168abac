package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One row for each group; a column for each outcome when the log tells them. */
final class LatencyReportView implements View<LatencyReport> {
  private static final Map<String, Tone> TONES = Map.of("ok", Tone.PLAIN, "rejected", Tone.WARN);

  @Override
  public void show(LatencyReport report, Page page) {
    boolean outcomeIsGroup = report.by() == Grouping.outcome || report.by() == Grouping.all;
    Set<String> outcomes = new LinkedHashSet<>();
    for (LatencyReport.Row row : outcomeIsGroup ? List.<LatencyReport.Row>of() : report.rows()) {
      outcomes.addAll(row.outcomes().keySet());
    }
    outcomes.remove("");
    List<String> columns = new ArrayList<>(groups(report.by()));
    columns.addAll(List.of(">intervals", ">count", ">rate"));
    outcomes.forEach(outcome -> columns.add(">" + outcome));
    columns.addAll(List.of(">p50", ">p90", ">p99", ">p99.9", ">max"));
    Table table = page.table(columns.toArray(String[]::new));
    report.rows().forEach(row -> row(row, outcomes, table));
    table.print();
  }

  private static List<String> groups(Grouping by) {
    return by == Grouping.all ? List.of("tenant", "operation", "outcome") : List.of(by.name());
  }

  private static void row(LatencyReport.Row row, Set<String> outcomes, Table table) {
    List<Object> cells = new ArrayList<>();
    for (String part : new String[] {row.tenant(), row.operation(), row.outcome()}) {
      if (part != null) {
        cells.add(part.isEmpty() ? "-" : part);
      }
    }
    cells.add(row.intervals());
    cells.add(row.offered());
    cells.add(String.format(Locale.ROOT, "%.1f/s", row.offeredPerSecond()));
    for (String outcome : outcomes) {
      long count = Objects.requireNonNull(row.outcomes().getOrDefault(outcome, 0L));
      cells.add(
          row.outcomes().isEmpty()
              ? Cell.of("-")
              : Cell.of(count, count == 0 ? Tone.PLAIN : tone(outcome)));
    }
    LatencyFigures figures = row.responseTime();
    cells.add(MicrosText.of(figures, figures.p50Micros()));
    cells.add(MicrosText.of(figures, figures.p90Micros()));
    cells.add(MicrosText.of(figures, figures.p99Micros()));
    cells.add(MicrosText.of(figures, figures.p999Micros()));
    cells.add(MicrosText.of(figures, figures.maxMicros()));
    table.row(cells.toArray());
  }

  private static Tone tone(String outcome) {
    return Objects.requireNonNull(TONES.getOrDefault(outcome, Tone.BAD));
  }
}
