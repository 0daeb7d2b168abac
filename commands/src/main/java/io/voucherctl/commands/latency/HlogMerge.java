package io.voucherctl.commands.latency;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the logs of several generators: the histograms of one tag that started together become
 * one. Nothing is lost: histograms of another resolution stay on lines of their own.
 */
public final class HlogMerge {
  /** Only histograms of one shape add up without rounding. */
  private record Shape(SampleKey key, long lowest, int digits) {}

  private final List<Path> files;
  private final Path out;
  private @Nullable HlogWriter log;
  private long startMillis;
  private long endMillis;
  private long intervals;
  private long requests;

  private HlogMerge(List<Path> files, Path out) {
    this.files = files;
    this.out = out;
  }

  /** Writes {@code out} whole or not at all; what is there is only replaced with {@code force}. */
  public static MergeReport merge(List<Path> files, Path out, boolean force) {
    requireApart(files);
    HlogMerge merge = new HlogMerge(files, out);
    WholeFile.write(out, force, merge::writeTo);
    return merge.report();
  }

  private void writeTo(Path part) {
    try (AlignedLogs logs = new AlignedLogs(files)) {
      for (AlignedInterval next = logs.next(); next != null; next = logs.next()) {
        write(part, next);
      }
      if (log == null) {
        throw new Failure.BadInput("there is no histogram in " + names());
      }
    } finally {
      if (log != null) {
        log.close();
      }
    }
  }

  private void write(Path part, AlignedInterval interval) {
    HlogWriter to = log;
    if (to == null) {
      startMillis = interval.fromMillis();
      to = new HlogWriter(part, Instant.ofEpochMilli(startMillis));
      log = to;
    }
    Map<Shape, RecordedValues> sums = new LinkedHashMap<>();
    for (HlogLine line : interval.lines()) {
      RecordedValues one = line.values();
      requests += one.total();
      sums.merge(new Shape(line.key(), one.lowest(), one.digits()), one, RecordedValues::plus);
    }
    long from = (interval.fromMillis() - startMillis) * 1_000_000;
    long until = (interval.toMillis() - startMillis) * 1_000_000;
    for (Map.Entry<Shape, RecordedValues> sum : sums.entrySet()) {
      to.line(from, until, sum.getKey().key().tag(), sum.getValue().histogram());
    }
    to.flush();
    intervals++;
    endMillis = Math.max(endMillis, interval.toMillis());
  }

  private MergeReport report() {
    return new MergeReport(
        MergeReport.SCHEMA,
        files.stream().map(Path::toString).toList(),
        out.toString(),
        Instant.ofEpochMilli(startMillis),
        (endMillis - startMillis) / 1e3,
        intervals,
        requests);
  }

  private String names() {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }

  /** A log that is named twice would count twice. */
  private static void requireApart(List<Path> files) {
    Set<Path> seen = new HashSet<>();
    for (Path file : files) {
      try {
        if (!seen.add(file.toRealPath())) {
          throw new Failure.BadInput(file + " stands twice");
        }
      } catch (IOException e) {
        throw new Failure.BadInput("cannot read " + file + ": " + HlogReader.reason(e));
      }
    }
  }
}
