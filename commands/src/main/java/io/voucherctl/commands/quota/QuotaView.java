package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How quotas look as text. */
final class QuotaView {
  static final View<QuotaList> LIST =
      (list, page) -> {
        lines(list.quotas(), page);
        footer(list.revision(), list.lastChange(), page);
      };

  static final View<QuotaAnswer> ANSWER =
      (answer, page) -> {
        lines(List.of(answer.quota()), page);
        footer(answer.revision(), answer.lastChange(), page);
      };

  static final View<QuotaChange> CHANGE =
      (change, page) ->
          page.table("tenant", "before", "after", "result", "revision")
              .row(
                  change.tenant(),
                  side(change.before()),
                  side(change.after()),
                  Cell.of(change.outcome(), tone(change)),
                  revision(change))
              .print();

  private QuotaView() {}

  private static void lines(List<QuotaLine> quotas, Page page) {
    Table table = page.table("tenant", ">rate", ">burst", "from");
    for (QuotaLine line : quotas) {
      table.row(
          line.tenant(),
          Objects.requireNonNullElse(line.rate(), "-"),
          line.burst() == null ? "-" : line.burst(),
          line.problem() == null ? line.source() : Cell.of("invalid: " + line.problem(), Tone.BAD));
    }
    table.print();
  }

  /** For a person only: a pipe gets rows, and JSON has it all. */
  private static void footer(String revision, @Nullable LastChange last, Page page) {
    if (!page.isTerminal()) {
      return;
    }
    StringBuilder line = new StringBuilder("revision ").append(revision);
    if (last != null) {
      line.append(", changed");
      line.append(last.by() == null ? "" : " by " + last.by());
      line.append(last.at() == null ? "" : " " + page.when(last.at()));
      line.append(last.previous() == null ? "" : " (before: " + last.previous() + ")");
      line.append(last.reason() == null ? "" : ": " + last.reason());
    }
    page.line(line.toString(), Tone.DIM);
  }

  private static String side(@Nullable Allowance allowance) {
    return allowance == null ? "none" : allowance.toString();
  }

  private static String revision(QuotaChange change) {
    return change.revision().equals(change.revisionBefore())
        ? change.revision()
        : change.revisionBefore() + " -> " + change.revision();
  }

  private static Tone tone(QuotaChange change) {
    if (!change.changed()) {
      return Tone.DIM;
    }
    return change.dryRun() ? Tone.WARN : Tone.GOOD;
  }
}
