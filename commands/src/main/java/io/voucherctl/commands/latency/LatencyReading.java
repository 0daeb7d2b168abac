package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads logs into totals by group. Memory grows with the groups, never with the length of a log.
 */
public final class LatencyReading {
  private final Grouping by;
  private final Set<String> tenants;
  private final Map<SampleKey, LatencyTotals> groups = new LinkedHashMap<>();
  private final Coverage coverage = new Coverage();

  private LatencyReading(Grouping by, Set<String> tenants) {
    this.by = by;
    this.tenants = tenants;
  }

  /**
   * The report of some logs.
   *
   * @param tenants who is shown; all when empty
   */
  public static LatencyReport report(List<Path> files, Grouping by, Set<String> tenants) {
    LatencyReading reading = read(files, by, tenants);
    return new LatencyReport(
        LatencyReport.SCHEMA,
        files.stream().map(Path::toString).toList(),
        Instant.ofEpochMilli(reading.coverage.startMillis()),
        reading.coverage.millis() / 1e3,
        by,
        reading.groups.entrySet().stream()
            .map(e -> reading.row(e.getKey(), e.getValue()))
            .toList());
  }

  /** Everything that some logs hold, group by group in the order of their first interval. */
  static Map<SampleKey, LatencyTotals> totals(List<Path> files, Grouping by, Set<String> tenants) {
    return read(files, by, tenants).groups;
  }

  private static LatencyReading read(List<Path> files, Grouping by, Set<String> tenants) {
    LatencyReading reading = new LatencyReading(by, tenants);
    files.forEach(reading::add);
    if (reading.groups.isEmpty()) {
      throw nothing(files, tenants);
    }
    return reading;
  }

  /** What to say when logs hold nothing of what was asked for. */
  public static Failure nothing(List<Path> files, Set<String> tenants) {
    String names = String.join(", ", files.stream().map(Path::toString).toList());
    String verb = files.size() == 1 ? " holds" : " hold";
    return new Failure.BadInput(
        tenants.isEmpty()
            ? names + verb + " no histogram"
            : names + verb + " nothing of tenant " + String.join(", ", tenants));
  }

  private void add(Path file) {
    try (HlogReader log = HlogReader.open(file)) {
      long from = Long.MAX_VALUE;
      long to = Long.MIN_VALUE;
      for (HlogLine line = log.next(); line != null; line = log.next()) {
        from = Math.min(from, line.fromMillis());
        to = Math.max(to, line.toMillis());
        if (tenants.isEmpty() || tenants.contains(line.key().tenant())) {
          LatencyTotals group = groups.computeIfAbsent(by.of(line.key()), _ -> new LatencyTotals());
          group.add(line.key(), line.values());
          group.sawInterval(line.fromMillis());
        }
      }
      coverage.add(from, to);
    }
  }

  private LatencyReport.Row row(SampleKey group, LatencyTotals totals) {
    return new LatencyReport.Row(
        by.shown(Grouping.tenant, group),
        by.shown(Grouping.operation, group),
        by.shown(Grouping.outcome, group),
        totals.intervals(),
        totals.offered(),
        perSecond(totals.offered()),
        perSecond(totals.successes()),
        totals.outcomes(),
        LatencyFigures.of(totals.answered()));
  }

  private double perSecond(long count) {
    long millis = coverage.millis();
    return millis == 0 ? 0 : Math.round(count * 1e5 / millis) / 100.0;
  }
}
