package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.MicrosText;

/** One row for each tenant; the latencies are response times. */
final class LoadView implements View<LoadReport> {
  @Override
  public void show(LoadReport report, Page page) {
    Table table =
        page.table(
            "tenant",
            ">target",
            ">offered",
            ">ok",
            ">rejected",
            ">failed",
            ">timeout",
            ">conn",
            ">dropped",
            ">p50",
            ">p90",
            ">p99",
            ">max");
    report.tenants().forEach(tenant -> row(tenant, table));
    table.print();
    if (report.interrupted() != null) {
      page.line(
          "interrupted after " + rate(report.durationSeconds()) + "s of measured time", Tone.WARN);
    }
    if (report.invalidReason() != null) {
      page.line("invalid run: " + report.invalidReason(), Tone.BAD);
    }
  }

  private static void row(LoadReport.OfTenant tenant, Table table) {
    LoadReport.Outcomes so = tenant.outcomes();
    LatencyFigures figures = tenant.responseTime();
    table.row(
        tenant.tenant(),
        rate(tenant.targetRate()) + "/s",
        tenant.offered(),
        so.ok(),
        tinted(so.rejected(), Tone.WARN),
        tinted(so.failed(), Tone.BAD),
        tinted(so.timeout(), Tone.BAD),
        tinted(so.connectError(), Tone.BAD),
        tinted(so.dropped(), Tone.BAD),
        MicrosText.of(figures, figures.p50Micros()),
        MicrosText.of(figures, figures.p90Micros()),
        MicrosText.of(figures, figures.p99Micros()),
        MicrosText.of(figures, figures.maxMicros()));
  }

  private static Cell tinted(long count, Tone tone) {
    return Cell.of(count, count == 0 ? Tone.PLAIN : tone);
  }

  /** Without a fraction that is not there. */
  private static String rate(double number) {
    long hundredths = Math.round(number * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }
}
