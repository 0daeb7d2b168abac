package io.voucherctl.commands.latency;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns logs into what other tools read. Several logs are one run. Rows of intervals are handed on
 * as they are read.
 */
public final class HlogExport {
  private static final int STEPS_PER_HALVING = 5;
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<Path> files;
  private final Grouping by;
  private final Set<String> tenants;

  public HlogExport(List<Path> files, Grouping by, Set<String> tenants) {
    this.files = List.copyOf(files);
    this.by = by;
    this.tenants = tenants;
  }

  /** One document with everything. */
  public LatencyExport document() {
    List<LatencyExport.Stretch> intervals = new ArrayList<>();
    intervals(intervals::add);
    return new LatencyExport(
        LatencyExport.SCHEMA,
        files.stream().map(Path::toString).toList(),
        by,
        distributions(),
        intervals);
  }

  /** All that was selected as one distribution, as HdrHistogram itself prints it. */
  public String hgrm() {
    Histogram sum = LatencyFigures.histogram();
    LatencyReading.totals(files, by, tenants).values().forEach(group -> sum.add(group.answered()));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    sum.outputPercentileDistribution(
        new PrintStream(text, true, StandardCharsets.UTF_8), STEPS_PER_HALVING, NANOS_PER_MILLI);
    return text.toString(StandardCharsets.UTF_8);
  }

  /** A row for each interval and group, under a header. */
  public void csv(Consumer<String> lines) {
    lines.accept(
        "start,seconds,tenant,operation,outcome,count,"
            + String.join(",", SampleKey.OUTCOMES)
            + ",p50_us,p90_us,p99_us,p99.9_us,max_us");
    intervals(row -> lines.accept(line(row)));
  }

  /** A row for each step of each group's distribution, under a header. */
  public void percentilesCsv(Consumer<String> lines) {
    lines.accept("tenant,operation,outcome,percentile,value_ms,count");
    for (LatencyExport.Distribution one : distributions()) {
      for (LatencyExport.Step step : one.percentiles()) {
        lines.accept(
            quoted(one.tenant())
                + ","
                + quoted(one.operation())
                + ","
                + quoted(one.outcome())
                + String.format(
                    Locale.ROOT, ",%s,%.3f,%d", step.percentile(), step.millis(), step.count()));
      }
    }
  }

  private List<LatencyExport.Distribution> distributions() {
    List<LatencyExport.Distribution> all = new ArrayList<>();
    LatencyReading.totals(files, by, tenants)
        .forEach((group, totals) ->
            all.add(
                new LatencyExport.Distribution(
                    by.shown(Grouping.tenant, group),
                    by.shown(Grouping.operation, group),
                    by.shown(Grouping.outcome, group),
                    totals.answered().getTotalCount(),
                    steps(totals.answered()))));
    return all;
  }

  private static List<LatencyExport.Step> steps(Histogram answered) {
    List<LatencyExport.Step> steps = new ArrayList<>();
    for (HistogramIterationValue at : answered.percentiles(STEPS_PER_HALVING)) {
      steps.add(
          new LatencyExport.Step(
              at.getPercentileLevelIteratedTo(),
              at.getValueIteratedTo() / NANOS_PER_MILLI,
              at.getTotalCountToThisValue()));
    }
    return steps;
  }

  private void intervals(Consumer<LatencyExport.Stretch> rows) {
    boolean any = false;
    try (AlignedLogs logs = new AlignedLogs(files)) {
      for (AlignedInterval next = logs.next(); next != null; next = logs.next()) {
        Map<SampleKey, LatencyTotals> groups = new LinkedHashMap<>();
        for (HlogLine line : next.lines()) {
          if (tenants.isEmpty() || tenants.contains(line.key().tenant())) {
            groups
                .computeIfAbsent(by.of(line.key()), _ -> new LatencyTotals())
                .add(line.key(), line.values());
          }
        }
        for (Map.Entry<SampleKey, LatencyTotals> group : groups.entrySet()) {
          rows.accept(stretch(next, group.getKey(), group.getValue()));
          any = true;
        }
      }
    }
    if (!any) {
      throw LatencyReading.nothing(files, tenants);
    }
  }

  private LatencyExport.Stretch stretch(
      AlignedInterval interval, SampleKey group, LatencyTotals totals) {
    return new LatencyExport.Stretch(
        Instant.ofEpochMilli(interval.fromMillis()),
        (interval.toMillis() - interval.fromMillis()) / 1e3,
        by.shown(Grouping.tenant, group),
        by.shown(Grouping.operation, group),
        by.shown(Grouping.outcome, group),
        totals.offered(),
        totals.outcomes(),
        LatencyFigures.of(totals.answered()));
  }

  private static String line(LatencyExport.Stretch row) {
    StringJoiner line = new StringJoiner(",");
    line.add(row.start().toString()).add(Double.toString(row.seconds()));
    line.add(quoted(row.tenant())).add(quoted(row.operation())).add(quoted(row.outcome()));
    line.add(Long.toString(row.offered()));
    for (String outcome : SampleKey.OUTCOMES) {
      line.add(
          row.outcomes().isEmpty()
              ? ""
              : Objects.requireNonNull(row.outcomes().get(outcome)).toString());
    }
    LatencyFigures so = row.responseTime();
    long[] micros = {
      so.p50Micros(), so.p90Micros(), so.p99Micros(), so.p999Micros(), so.maxMicros()
    };
    for (long value : micros) {
      line.add(so.count() == 0 ? "" : Long.toString(value));
    }
    return line.toString();
  }

  /** As RFC 4180 quotes; what a spreadsheet would take for a formula is kept a text. */
  private static String quoted(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String safe = text.matches("[=+\\-@\\t\\r].*") ? "'" + text : text;
    return safe.matches("[A-Za-z0-9._/' -]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
