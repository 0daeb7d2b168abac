package io.voucherctl.commands.quota;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How quotas look as text. */
final class QuotaView {
  static final View<QuotaList> LIST =
      (list, page) -> {
        lines(QuotaColumn.LIST, list.quotas(), page);
        footer(list.revision(), list.lastChange(), page);
      };

  static final View<QuotaAnswer> ANSWER =
      (answer, page) -> {
        lines(QuotaColumn.ANSWER, List.of(answer.quota()), page);
        routes(answer.quota(), page);
        footer(answer.revision(), answer.lastChange(), page);
      };

  static final View<QuotaChange> CHANGE =
      (change, page) ->
          page.table("tenant", "before", "after", "result", "revision")
              .row(
                  change.tenant(),
                  side(change.before(), change.after(), page),
                  side(change.after(), change.before(), page),
                  Cell.of(change.outcome(), tone(change)),
                  revision(change))
              .print();

  private QuotaView() {}

  /** Columns that say nothing of any row are left out. */
  private static void lines(List<QuotaColumn> all, List<QuotaLine> quotas, Page page) {
    List<QuotaColumn> columns =
        all.stream().filter(column -> quotas.stream().anyMatch(column.needed())).toList();
    Table table = page.table(columns.stream().map(QuotaColumn::name).toArray(String[]::new));
    for (QuotaLine line : quotas) {
      table.row(columns.stream().map(column -> column.cell(line, page)).toArray());
    }
    table.print();
  }

  private static void routes(QuotaLine quota, Page page) {
    if (quota.routes() == null || quota.routes().isEmpty()) {
      return;
    }
    page.heading("Caps on routes");
    Table table = page.table("route", ">rate", ">burst");
    quota.routes().forEach((route, cap) -> table.row(route, cap.rate(), cap.burst()));
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

  /** Plan and rate, and of all the rest what the other side does not say. */
  private static String side(@Nullable Allowance one, @Nullable Allowance other, Page page) {
    if (one == null) {
      return "none";
    }
    Map<String, String> elsewhere = other == null ? Map.of() : other.parts(page::when);
    List<String> parts = new ArrayList<>();
    one.parts(page::when)
        .forEach((field, text) -> {
          boolean always = field.equals(Allowance.PLAN) || field.equals(Allowance.RATE);
          if (always || !text.equals(elsewhere.get(field))) {
            parts.add(text);
          }
        });
    return String.join(", ", parts);
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
