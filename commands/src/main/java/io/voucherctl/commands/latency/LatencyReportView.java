package io.voucherctl.commands.latency;

import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.View;

/** One row for each tenant of a log. */
final class LatencyReportView implements View<LatencyReport> {
  @Override
  public void show(LatencyReport report, Page page) {
    Table table =
        page.table("tenant", ">intervals", ">count", ">p50", ">p90", ">p99", ">p99.9", ">max");
    for (LatencyReport.OfTenant tenant : report.tenants()) {
      LatencyFigures figures = tenant.responseTime();
      table.row(
          tenant.tenant().isEmpty() ? "-" : tenant.tenant(),
          tenant.intervals(),
          figures.count(),
          MicrosText.of(figures, figures.p50Micros()),
          MicrosText.of(figures, figures.p90Micros()),
          MicrosText.of(figures, figures.p99Micros()),
          MicrosText.of(figures, figures.p999Micros()),
          MicrosText.of(figures, figures.maxMicros()));
    }
    table.print();
  }
}
