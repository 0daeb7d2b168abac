package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.PackedHistogram;

/** Adds a run up by tenant and operation. One thread. */
final class OperationTotals implements RunObserver {
  private static final long LOWEST_NANOS = 1_000;
  private static final int DIGITS = 3;

  /** Packed, for there are many of them, and each holds few different values. */
  private static final class Total {
    private final PackedHistogram times =
        new PackedHistogram(LOWEST_NANOS, LatencyFigures.HIGHEST_NANOS, DIGITS);
    private final Map<String, Long> outcomes = new TreeMap<>();
  }

  private final Map<String, Map<String, Total>> byTenant = new TreeMap<>();

  @Override
  public void interval(Interval complete) {
    complete
        .responseTimes()
        .forEach((key, histogram) -> {
          Total total =
              byTenant
                  .computeIfAbsent(key.tenant(), _ -> new TreeMap<>())
                  .computeIfAbsent(key.operation(), _ -> new Total());
          total.outcomes.merge(key.outcome(), histogram.getTotalCount(), Long::sum);
          if (Endings.TIMED.contains(key.outcome())) {
            total.times.add(histogram);
          }
        });
  }

  @Override
  public void pulse(Pulse now) {
    // Only what is complete counts.
  }

  /** What one tenant called, in alphabetical order. */
  List<LoadReport.OfOperation> of(String tenant) {
    List<LoadReport.OfOperation> found = new ArrayList<>();
    byTenant
        .getOrDefault(tenant, Map.of())
        .forEach((operation, total) ->
            found.add(
                new LoadReport.OfOperation(
                    operation,
                    total.outcomes.values().stream().mapToLong(Long::longValue).sum(),
                    new TreeMap<>(total.outcomes),
                    LatencyFigures.of(total.times))));
    return found;
  }
}
