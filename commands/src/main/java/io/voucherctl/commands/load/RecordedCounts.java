package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.HlogLine;
import io.voucherctl.commands.latency.HlogReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests of each tenant a recorded run had in each of its intervals, whatever became of
 * them.
 */
final class RecordedCounts {
  private static final long MOST_REQUESTS = 1_000_000_000;
  private static final int MOST_STRETCHES = 100_000;

  /** Logs have their times in milliseconds, the end as a sum of two of them. */
  private static final long ROUNDING_MILLIS = 3;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** So many requests in a stretch of time. */
  public record Stretch(long nanos, long requests) {}

  /** By tenant and start: the intervals of all its operations and outcomes together. */
  private final SortedMap<String, SortedMap<Long, Count>> byTenant = new TreeMap<>();

  private long startMillis = Long.MAX_VALUE;
  private long endMillis;

  private record Count(long toMillis, long requests) {}

  private RecordedCounts() {}

  /** Reads an interval log; what is wrong with it is the message of an IllegalArgumentException. */
  static RecordedCounts read(Path hlog) {
    RecordedCounts counts = new RecordedCounts();
    try (HlogReader log = HlogReader.open(hlog)) {
      for (HlogLine line = log.next(); line != null; line = log.next()) {
        counts.add(line);
      }
    } catch (Failure.BadInput e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (counts.byTenant.isEmpty()) {
      throw new IllegalArgumentException(hlog + " holds no histogram");
    }
    return counts;
  }

  /** How long the whole record is. */
  Duration lasts() {
    return Duration.ofMillis(endMillis - startMillis + ROUNDING_MILLIS);
  }

  Set<String> tenants() {
    return byTenant.keySet();
  }

  /** One after the other from the start of the whole record on; empty for an unknown tenant. */
  List<Stretch> of(String tenant) {
    List<Stretch> stretches = new ArrayList<>();
    long end = startMillis;
    for (var entry : byTenant.getOrDefault(tenant, new TreeMap<>()).entrySet()) {
      long from = entry.getKey();
      Count count = entry.getValue();
      if (from < end - ROUNDING_MILLIS || count.requests() > MOST_REQUESTS) {
        throw new IllegalArgumentException(
            "the intervals of tenant " + tenant + " overlap or hold more than can be replayed");
      }
      if (from > end) {
        stretches.add(new Stretch((from - end) * NANOS_PER_MILLI, 0));
      }
      // What rounding left no time for came at the end of that time.
      long to = Math.max(count.toMillis(), Math.max(from, end) + 1);
      stretches.add(new Stretch((to - Math.max(from, end)) * NANOS_PER_MILLI, count.requests()));
      end = to;
    }
    if (stretches.size() > MOST_STRETCHES) {
      throw new IllegalArgumentException(
          "at most " + MOST_STRETCHES + " intervals can be replayed, not " + stretches.size());
    }
    return stretches;
  }

  private void add(HlogLine line) {
    byTenant
        .computeIfAbsent(line.key().tenant(), _ -> new TreeMap<>())
        .merge(
            line.fromMillis(),
            new Count(line.toMillis(), line.values().total()),
            (one, other) ->
                new Count(
                    Math.max(one.toMillis(), other.toMillis()), one.requests() + other.requests()));
    startMillis = Math.min(startMillis, line.fromMillis());
    endMillis = Math.max(endMillis, line.toMillis());
  }
}
