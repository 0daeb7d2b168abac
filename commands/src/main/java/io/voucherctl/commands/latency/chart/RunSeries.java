package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.latency.AlignedInterval;
import io.voucherctl.commands.latency.AlignedLogs;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.HlogLine;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.LatencyReading;
import io.voucherctl.commands.latency.RecordedValues;
import io.voucherctl.commands.latency.SampleKey;
import io.voucherctl.commands.latency.TimeGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/**
 * Sums up a run for its charts while intervals come: memory is constant in time and grows with the
 * groups only. One thread.
 */
public final class RunSeries {
  private record Sample(SampleKey key, RecordedValues values) {}

  private final Grouping by;
  private final TimeGrid grid = new TimeGrid(Track.MOST_POINTS);
  private final Map<SampleKey, Track> groups = new LinkedHashMap<>();
  private final Track all = new Track();
  private final Map<String, long[]> outcomes = new LinkedHashMap<>();
  private final Histogram scratch = LatencyFigures.histogram();
  private final Histogram everything = LatencyFigures.histogram();

  public RunSeries(Grouping by) {
    this.by = by;
    SampleKey.OUTCOMES.forEach(o -> outcomes.put(o, new long[Track.MOST_POINTS]));
  }

  /** Reads what logs hold together about some tenants; about all when none is named. */
  public static RunSeries read(List<Path> files, Grouping by, Set<String> tenants) {
    RunSeries series = new RunSeries(by);
    try (AlignedLogs logs = new AlignedLogs(files)) {
      for (AlignedInterval next = logs.next(); next != null; next = logs.next()) {
        series.add(
            next.fromMillis(),
            next.toMillis(),
            next.lines().stream()
                .filter(line -> tenants.isEmpty() || tenants.contains(line.key().tenant()))
                .map((HlogLine line) -> new Sample(line.key(), line.values()))
                .toList());
      }
    }
    if (series.groups.isEmpty()) {
      throw LatencyReading.nothing(files, tenants);
    }
    return series;
  }

  /** Takes in an interval of a run that goes on; reads its histograms before it returns. */
  public void add(Interval interval) {
    List<Sample> samples = new ArrayList<>();
    interval
        .responseTimes()
        .forEach((key, values) -> samples.add(new Sample(key, RecordedValues.of(values))));
    add(interval.fromNanos() / 1_000_000, interval.toNanos() / 1_000_000, samples);
  }

  private void add(long fromMillis, long toMillis, List<Sample> samples) {
    int index = grid.place(fromMillis, toMillis, this::fold);
    Map<SampleKey, List<Sample>> byGroup = new LinkedHashMap<>();
    for (Sample sample : samples) {
      if (sample.values().total() > 0) {
        byGroup.computeIfAbsent(by.of(sample.key()), _ -> new ArrayList<>()).add(sample);
      }
    }
    everything.reset();
    byGroup.forEach((group, own) -> {
      Track track = groups.computeIfAbsent(group, _ -> new Track());
      scratch.reset();
      for (Sample sample : own) {
        track.totals().add(sample.key(), sample.values());
        all.totals().add(sample.key(), sample.values());
        count(index, sample);
        if (sample.key().hasResponseTime()) {
          sample.values().addTo(scratch);
        }
      }
      track.point(index, scratch);
      everything.add(scratch);
    });
    all.point(index, everything);
  }

  /** Busiest first. */
  List<GroupFigures> groups() {
    return groups.entrySet().stream()
        .map(e -> e.getValue().figures(by.name(e.getKey()), grid.points()))
        .sorted(Comparator.comparingLong(GroupFigures::offered).reversed())
        .toList();
  }

  GroupFigures all() {
    return all.figures("all", grid.points());
  }

  /** How often each outcome came in each stretch; only outcomes that came at all. */
  Map<String, long[]> outcomesOverTime() {
    Map<String, long[]> seen = new LinkedHashMap<>();
    outcomes.forEach((outcome, counts) -> {
      if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
        seen.put(outcome, Arrays.copyOf(counts, grid.points()));
      }
    });
    return seen;
  }

  double widthSeconds() {
    return grid.widthSeconds();
  }

  Grouping by() {
    return by;
  }

  private void count(int index, Sample sample) {
    long[] counts = outcomes.get(sample.key().outcome());
    if (counts != null) {
      counts[index] += sample.values().total();
    }
  }

  private void fold() {
    groups.values().forEach(Track::fold);
    all.fold();
    outcomes.values().forEach(counts -> Track.fold(counts, Long::sum));
  }
}
