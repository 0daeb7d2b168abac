package io.voucherctl.commands.pods;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Table;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The restart report as a table. */
final class RestartView implements View<RestartReport> {
  private static final BigDecimal REAL_UNIT = GoDurations.seconds(BackOffRule.KUBERNETES.unit());
  private static final Set<String> PLAIN_REASONS = Set.of("Error", "Completed");

  @Override
  public void show(RestartReport report, Page page) {
    Table table =
        page.table(
            "namespace",
            "pod",
            "container",
            "owner",
            ">restarts",
            "state",
            "died",
            "cause",
            "exit",
            ">ran",
            "back-off",
            "next start");
    report.containers().forEach(container -> add(container, table, page));
    if (!table.isEmpty()) {
      table.print();
    }
  }

  private static void add(ContainerRestarts row, Table table, Page page) {
    LastTermination last = row.lastTermination();
    BackOff backOff = row.backOff();
    table.row(
        row.namespace(),
        row.pod(),
        row.kind() == ContainerKind.REGULAR
            ? row.container()
            : row.container() + " (" + row.kind().word() + ")",
        row.owner() == null ? "-" : row.owner(),
        row.restarts(),
        Cell.of(row.state(), tone(row.state())),
        last == null || last.finishedAt() == null ? "-" : page.when(last.finishedAt()),
        last == null ? "-" : last.cause(),
        last == null ? "-" : exit(last),
        last == null ? "-" : ran(last.ranSeconds()),
        backOff == null ? "-" : step(backOff),
        backOff == null || backOff.nextRestartAt() == null
            ? "-"
            : page.when(backOff.nextRestartAt()));
  }

  private static Tone tone(String state) {
    return switch (state) {
      case "Running" -> Tone.GOOD;
      case "Terminated" -> Tone.PLAIN;
      default -> Tone.BAD;
    };
  }

  private static String exit(LastTermination last) {
    String reason = last.reason();
    return reason == null || PLAIN_REASONS.contains(reason)
        ? Integer.toString(last.exitCode())
        : last.exitCode() + " " + reason;
  }

  private static String ran(@Nullable Long seconds) {
    return seconds == null ? "-" : Page.age(Duration.ofSeconds(seconds));
  }

  /** A shortened unit is said, because no real cluster waits so little. */
  private static String step(BackOff backOff) {
    BigDecimal unit = backOff.unitSeconds();
    boolean shortened = unit.compareTo(REAL_UNIT) != 0;
    return backOff.stepSeconds() + "s" + (shortened ? " (unit " + unit + "s)" : "");
  }
}
