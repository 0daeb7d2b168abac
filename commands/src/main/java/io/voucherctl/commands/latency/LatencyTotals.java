package io.voucherctl.commands.latency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Adds up the samples of one group: one histogram and a counter for each outcome. One thread. */
public final class LatencyTotals {
  private final Histogram answered = LatencyFigures.histogram();
  private final Map<String, Long> outcomes = new TreeMap<>();
  private long intervals;
  private long latestMillis = Long.MIN_VALUE;

  public void add(SampleKey key, RecordedValues values) {
    if (key.hasResponseTime()) {
      values.addTo(answered);
    }
    outcomes.merge(key.outcome(), values.total(), Long::sum);
  }

  /** Counts an interval once, however many lines it has. */
  void sawInterval(long fromMillis) {
    if (fromMillis != latestMillis) {
      intervals++;
      latestMillis = fromMillis;
    }
  }

  public Histogram answered() {
    return answered;
  }

  long intervals() {
    return intervals;
  }

  public long offered() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  long successes() {
    return outcomes.entrySet().stream()
        .filter(outcome -> new SampleKey("", "", outcome.getKey()).isSuccess())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * How often each outcome came, all of ours in their order and then those of others; empty when
   * the log does not tell.
   */
  public Map<String, Long> outcomes() {
    if (List.of("").containsAll(outcomes.keySet())) {
      return Map.of();
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    SampleKey.OUTCOMES.forEach(outcome -> counts.put(outcome, outcomes.getOrDefault(outcome, 0L)));
    outcomes.forEach(counts::putIfAbsent);
    return counts;
  }
}
