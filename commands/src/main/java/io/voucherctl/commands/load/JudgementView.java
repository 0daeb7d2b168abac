package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;

/** What a run was held against, and what came of it; nothing when it was held against nothing. */
final class JudgementView implements View<LoadReport> {
  @Override
  public void show(LoadReport report, Page page) {
    if (!report.thresholds().isEmpty()) {
      page.heading("Conditions");
      thresholds(report, page);
    }
    if (!report.conservation().isEmpty()) {
      page.heading("Quotas kept");
      conservation(report, page);
    }
  }

  private static void thresholds(LoadReport report, Page page) {
    Table table = page.table("condition", ">seen", ">from", ">to", "verdict");
    for (ThresholdResult one : report.thresholds()) {
      boolean judged = one.seen() != null;
      Tone tone = one.verdict() == ThresholdResult.Word.PASSED ? Tone.GOOD : Tone.BAD;
      String why = one.reason() == null ? "" : ": " + one.reason();
      table.row(
          one.threshold(),
          one.seenText(),
          judged ? LoadView.rate(one.fromSeconds()) + "s" : "-",
          judged ? LoadView.rate(one.toSeconds()) + "s" : "-",
          Cell.of(one.verdict() + why, tone));
    }
    table.print();
  }

  private static void conservation(LoadReport report, Page page) {
    Table table = page.table("tenant", "quota", ">admitted", ">perhaps", ">allowed", "verdict");
    for (ConservationResult one : report.conservation()) {
      table.row(
          one.tenant(),
          one.quota() == null ? "-" : one.quota(),
          one.admitted(),
          one.perhaps(),
          one.allowed() == null ? "-" : one.allowed(),
          verdict(one, report.durationSeconds()));
    }
    table.print();
  }

  private static Cell verdict(ConservationResult one, double seconds) {
    return switch (one.verdict()) {
      case HOLDS -> Cell.of("holds", Tone.GOOD);
      case UNKNOWN ->
          Cell.of("unknown" + (one.reason() == null ? "" : ": " + one.reason()), Tone.WARN);
      case EXCEEDED -> Cell.of("exceeded by " + one.exceededBy() + where(one, seconds), Tone.BAD);
    };
  }

  private static String where(ConservationResult one, double seconds) {
    Double from = one.fromSeconds();
    Double to = one.toSeconds();
    return from == null || to == null || (from == 0 && to == seconds)
        ? ""
        : " from " + LoadView.rate(from) + "s to " + LoadView.rate(to) + "s";
  }
}
