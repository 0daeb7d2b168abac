package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.MicrosText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row for each difference, and the conclusion below. */
final class CompareView implements View<LatencyComparison> {
  @Override
  public void show(LatencyComparison all, Page page) {
    Table table =
        page.table(
            all.by().name(),
            "measure",
            ">baseline",
            ">candidate",
            ">difference",
            ">at least",
            ">at most",
            "finding");
    for (LatencyComparison.Group group : all.groups()) {
      rows(group, table);
    }
    table.print();
    page.line(
        (switch (all.conclusion()) {
              case regressed -> "regressed: ";
              case noRegression -> "no regression: ";
              case inconclusive -> "inconclusive: ";
            })
            + all.reason(),
        switch (all.conclusion()) {
          case regressed -> Tone.BAD;
          case noRegression -> Tone.GOOD;
          case inconclusive -> Tone.WARN;
        });
    page.line(
        "allowed: %s %% slower, %s points more errors; all %d intervals hold at once with %.0f %%"
            .formatted(
                number(all.maxRegressionPercent()),
                number(all.maxErrorRisePoints()),
                all.differences(),
                all.confidencePercent()),
        Tone.DIM);
  }

  private static void rows(LatencyComparison.Group group, Table table) {
    if (group.missingIn() != null) {
      table.row(
          group.name(),
          "-",
          "-",
          "-",
          "-",
          "-",
          "-",
          finding(Finding.tooFew, " " + group.missingIn() + " has none"));
      return;
    }
    for (LatencyComparison.PercentileChange time : group.responseTime()) {
      table.row(
          group.name(),
          time.percentile(),
          time.baselineMicros() == 0 ? "-" : MicrosText.of(time.baselineMicros()),
          time.candidateMicros() == 0 ? "-" : MicrosText.of(time.candidateMicros()),
          signed(time.differencePercent(), "%"),
          signed(time.lowPercent(), "%"),
          signed(time.highPercent(), "%"),
          finding(time.finding(), ""));
    }
    LatencyComparison.RateChange rate = group.throughput();
    table.row(
        group.name(),
        "throughput",
        number(rate.baselinePerSecond()) + "/s",
        number(rate.candidatePerSecond()) + "/s",
        signed(rate.differencePercent(), "%"),
        signed(rate.lowPercent(), "%"),
        signed(rate.highPercent(), "%"),
        finding(rate.finding(), ""));
    LatencyComparison.ShareChange share = group.errors();
    table.row(
        group.name(),
        "errors",
        number(share.baselinePercent()) + "%",
        number(share.candidatePercent()) + "%",
        signed(share.differencePoints(), " pt"),
        signed(share.lowPoints(), " pt"),
        signed(share.highPoints(), " pt"),
        finding(share.finding(), ""));
  }

  private static Cell finding(Finding finding, String more) {
    return switch (finding) {
      case regressed -> Cell.of("regressed" + more, Tone.BAD);
      case improved -> Cell.of("improved" + more, Tone.GOOD);
      case same -> Cell.of("same" + more);
      case uncertain -> Cell.of("uncertain" + more, Tone.WARN);
      case tooFew -> Cell.of("too few" + more, Tone.WARN);
    };
  }

  private static String signed(@Nullable Double value, String unit) {
    return value == null ? "-" : String.format(Locale.ROOT, "%+.1f%s", value, unit);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
