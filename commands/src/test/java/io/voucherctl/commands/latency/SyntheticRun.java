package io.voucherctl.commands.latency;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * A run as real ones are: lognormal response times whose level wanders from second to second
 * (autoregressive of order one), each tenant around a level of its own.
 *
 * @param memory how much of a second's level the next one keeps: 0 to below 1
 * @param wander standard deviation of the level's logarithm
 * @param slower what the slowest twentieth of each second is multiplied with
 */
public record SyntheticRun(
    int tenants, int seconds, int perSecond, double memory, double wander, double slower) {
  private static final double SIGMA = 0.5;
  private static final int MILLI = 1_000_000;
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  /** Sixty seconds of one tenant at 500/s, moderately unsteady. */
  public static SyntheticRun ordinary() {
    return new SyntheticRun(1, 60, 500, 0.6, 0.08, 1);
  }

  public SyntheticRun withTenants(int count) {
    return new SyntheticRun(count, seconds, perSecond, memory, wander, slower);
  }

  public SyntheticRun lasting(int time) {
    return new SyntheticRun(tenants, time, perSecond, memory, wander, slower);
  }

  public SyntheticRun unsteady(double kept, double deviation) {
    return new SyntheticRun(tenants, seconds, perSecond, kept, deviation, slower);
  }

  public SyntheticRun slowedBy(double factor) {
    return new SyntheticRun(tenants, seconds, perSecond, memory, wander, factor);
  }

  /** One interval for each second; the same seed gives the same run. */
  public List<AlignedInterval> intervals(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] level = new double[tenants];
    for (int i = 0; i < tenants; i++) {
      level[i] = wander * random.nextGaussian();
    }
    List<AlignedInterval> all = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      long from = START.toEpochMilli() + second * 1_000L;
      List<HlogLine> lines = new ArrayList<>();
      for (int i = 0; i < tenants; i++) {
        level[i] =
            memory * level[i] + Math.sqrt(1 - memory * memory) * wander * random.nextGaussian();
        lines.add(
            new HlogLine(
                1 + lines.size(),
                new SampleKey("tenant-" + i, "validate", "ok"),
                from,
                from + 1_000,
                RecordedValues.of(second(level[i] + Math.log(1 + 0.1 * i), random))));
      }
      all.add(new AlignedInterval(from, from + 1_000, lines));
    }
    return all;
  }

  /** The same run as a log. */
  public void write(Path path, long seed) {
    try (HlogWriter log = new HlogWriter(path, START)) {
      for (AlignedInterval interval : intervals(seed)) {
        Map<SampleKey, Histogram> values = new LinkedHashMap<>();
        interval.lines().forEach(line -> values.put(line.key(), line.values().histogram()));
        long from = (interval.fromMillis() - START.toEpochMilli()) * MILLI;
        log.write(new Interval(from, from + 1_000L * MILLI, values));
      }
    }
  }

  private Histogram second(double level, SplittableRandom random) {
    Histogram histogram = LatencyFigures.histogram();
    double slow = Math.exp(level + SIGMA * 1.6449) * 5 * MILLI;
    for (int i = 0; i < perSecond; i++) {
      double nanos = Math.exp(level + SIGMA * random.nextGaussian()) * 5 * MILLI;
      histogram.recordValue((long) (nanos > slow ? nanos * slower : nanos));
    }
    return histogram;
  }
}
