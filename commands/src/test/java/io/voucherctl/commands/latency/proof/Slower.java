package io.voucherctl.commands.latency.proof;

import io.voucherctl.commands.latency.HlogLine;
import io.voucherctl.commands.latency.HlogReader;
import io.voucherctl.commands.latency.HlogWriter;
import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.SampleKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Makes a recorded run slower afterwards: {@code Slower IN.hlog OUT.hlog PART FACTOR} multiplies
 * the slowest PART of each interval, all tags together, with FACTOR. Counts stay as they are.
 */
public final class Slower {
  private Slower() {}

  public static void main(String[] arguments) {
    double part = Double.parseDouble(arguments[2]);
    double factor = Double.parseDouble(arguments[3]);
    try (HlogReader in = HlogReader.open(Path.of(arguments[0]))) {
      HlogLine line = in.next();
      if (line == null) {
        throw new IllegalArgumentException("an empty log");
      }
      long start = line.fromMillis();
      try (HlogWriter out = new HlogWriter(Path.of(arguments[1]), Instant.ofEpochMilli(start))) {
        while (line != null) {
          List<HlogLine> interval = new ArrayList<>();
          long from = line.fromMillis();
          for (; line != null && line.fromMillis() == from; line = in.next()) {
            interval.add(line);
          }
          out.write(slower(interval, start, part, factor));
        }
      }
    }
  }

  private static Interval slower(List<HlogLine> lines, long start, double part, double factor) {
    Histogram all = histogram();
    lines.stream().filter(line -> line.key().hasResponseTime()).forEach(l -> l.values().addTo(all));
    long slow = all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(100 * (1 - part));
    Map<SampleKey, Histogram> changed = new LinkedHashMap<>();
    for (HlogLine line : lines) {
      Histogram own = changed.computeIfAbsent(line.key(), _ -> histogram());
      for (int i = 0; i < line.values().size(); i++) {
        long value = line.values().value(i);
        boolean isSlow = line.key().hasResponseTime() && value > slow;
        own.recordValueWithCount(
            isSlow ? Math.round(value * factor) : value, line.values().count(i));
      }
    }
    HlogLine one = lines.getFirst();
    return new Interval(
        (one.fromMillis() - start) * 1_000_000, (one.toMillis() - start) * 1_000_000, changed);
  }

  private static Histogram histogram() {
    Histogram histogram = new Histogram(1_000, 300_000_000_000L, 3);
    histogram.setAutoResize(true);
    return histogram;
  }
}
