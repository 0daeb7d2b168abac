package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.MicrosText;

/** One row for each percentile of each behaviour. */
final class SelfTestView implements View<SelfTestReport> {
  @Override
  public void show(SelfTestReport report, Page page) {
    Table table =
        page.table(
            "server",
            ">requests",
            "percentile",
            ">analytic",
            ">recorded",
            ">error",
            ">allowed",
            "");
    report.cases().forEach(one -> one.figures().forEach(figure -> row(one, figure, table)));
    table.print();
    for (SelfTestReport.OfCase one : report.cases()) {
      if (one.count() != one.expectedCount()) {
        page.line(
            one.name() + ": " + one.count() + " of " + one.expectedCount() + " were answered",
            Tone.BAD);
      }
    }
    String clock =
        " (clock from " + report.clock().replace('-', ' ') + ", round " + report.rounds() + ")";
    if (report.invalidReason() != null) {
      page.line("invalid run: " + report.invalidReason(), Tone.BAD);
    } else if (report.passed()) {
      page.line("passed: what is recorded is what happened" + clock, Tone.GOOD);
    } else {
      page.line("failed: what is recorded is not what happened" + clock, Tone.BAD);
    }
  }

  private static void row(SelfTestReport.OfCase one, SelfTestReport.Figure figure, Table table) {
    table.row(
        one.name(),
        one.count(),
        figure.percentile(),
        MicrosText.of(figure.expectedMicros()),
        MicrosText.of(figure.recordedMicros()),
        (figure.errorMicros() < 0 ? "-" : "+") + MicrosText.of(Math.abs(figure.errorMicros())),
        MicrosText.of(figure.allowedMicros()),
        figure.passed() ? Cell.of("ok", Tone.GOOD) : Cell.of("WRONG", Tone.BAD));
  }
}
