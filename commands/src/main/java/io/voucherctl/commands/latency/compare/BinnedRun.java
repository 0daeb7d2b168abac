package io.voucherctl.commands.latency.compare;

import io.voucherctl.commands.latency.AlignedInterval;
import io.voucherctl.commands.latency.AlignedLogs;
import io.voucherctl.commands.latency.Grouping;
import io.voucherctl.commands.latency.HlogLine;
import io.voucherctl.commands.latency.LatencyReading;
import io.voucherctl.commands.latency.RecordedValues;
import io.voucherctl.commands.latency.SampleKey;
import io.voucherctl.commands.latency.TimeGrid;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run cut into equal stretches: what is resampled. A long run has longer stretches, never more
 * than {@value #MOST_BINS}; a stretch without a request is there and empty.
 */
final class BinnedRun {
  static final int MOST_BINS = 300;

  private final Grouping by;
  private final TimeGrid grid = new TimeGrid(MOST_BINS);
  private final Map<String, Bin[]> groups = new LinkedHashMap<>();
  private long startMillis;
  private long endMillis = Long.MIN_VALUE;

  BinnedRun(Grouping by) {
    this.by = by;
  }

  static BinnedRun read(Path file, Grouping by, Set<String> tenants) {
    BinnedRun run = new BinnedRun(by);
    try (AlignedLogs log = new AlignedLogs(List.of(file))) {
      for (AlignedInterval next = log.next(); next != null; next = log.next()) {
        run.add(next, tenants);
      }
    }
    if (run.groups.isEmpty()) {
      throw LatencyReading.nothing(List.of(file), tenants);
    }
    return run;
  }

  void add(AlignedInterval interval, Set<String> tenants) {
    int index = grid.place(interval.fromMillis(), interval.toMillis(), this::fold);
    startMillis = endMillis == Long.MIN_VALUE ? interval.fromMillis() : startMillis;
    endMillis = Math.max(endMillis, interval.toMillis());
    for (HlogLine line : interval.lines()) {
      SampleKey key = line.key();
      if (tenants.isEmpty() || tenants.contains(key.tenant())) {
        Bin[] bins = groups.computeIfAbsent(by.name(by.of(key)), _ -> empty());
        bins[index] = bins[index].plus(bin(key, line));
      }
    }
  }

  /** How many stretches there are. */
  int size() {
    return grid.points();
  }

  double widthSeconds() {
    return grid.widthSeconds();
  }

  /** How long each stretch is; the last one may be cut short. */
  double[] seconds() {
    double[] seconds = new double[size()];
    Arrays.fill(seconds, grid.widthSeconds());
    double rest = (endMillis - startMillis) / 1e3 - grid.widthSeconds() * (size() - 1);
    seconds[size() - 1] = Math.clamp(rest, 1e-3, grid.widthSeconds());
    return seconds;
  }

  Set<String> names() {
    return groups.keySet();
  }

  /** The stretches of one group; all empty when the run does not know it. */
  List<Bin> bins(String group) {
    Bin[] bins = groups.get(group);
    return List.copyOf(Arrays.asList(bins == null ? empty() : bins).subList(0, size()));
  }

  /** The same, every group together. */
  List<Bin> all() {
    List<Bin> sums = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      Bin sum = Bin.EMPTY;
      for (Bin[] bins : groups.values()) {
        sum = sum.plus(bins[i]);
      }
      sums.add(sum);
    }
    return sums;
  }

  private static Bin bin(SampleKey key, HlogLine line) {
    long count = line.values().total();
    return new Bin(
        key.hasResponseTime() ? line.values() : RecordedValues.NONE,
        count,
        key.isSuccess() ? count : 0,
        key.isError() ? count : 0);
  }

  private void fold() {
    for (Bin[] bins : groups.values()) {
      for (int i = 0; i < MOST_BINS / 2; i++) {
        bins[i] = bins[2 * i].plus(bins[2 * i + 1]);
      }
      Arrays.fill(bins, MOST_BINS / 2, MOST_BINS, Bin.EMPTY);
    }
  }

  private static Bin[] empty() {
    Bin[] bins = new Bin[MOST_BINS];
    Arrays.fill(bins, Bin.EMPTY);
    return bins;
  }
}
