package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.SampleKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes the histograms of each second, and adds them up for the report. Histograms are merged,
 * percentiles never are. One thread, and not the one that sends.
 */
final class RunTotals {
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Operation[] OPERATIONS = Operation.values();

  private final List<String> tenants;

  /** By key; one that never occurs costs nothing. */
  private final @Nullable Histogram[] ofSecond;

  private final @Nullable SampleKey[] names;
  private final @Nullable Histogram[] ofRun;

  /** The tenants in the order of the lanes. */
  RunTotals(List<String> tenants) {
    this.tenants = List.copyOf(tenants);
    int keys = tenants.size() * OPERATIONS.length * OUTCOMES.length;
    this.ofSecond = new Histogram[keys];
    this.names = new SampleKey[keys];
    this.ofRun = new Histogram[tenants.size() * OUTCOMES.length];
  }

  /** The interval's histograms are used again by the next call. */
  Interval add(FiredSecond second) {
    for (Histogram used : ofSecond) {
      if (used != null && used.getTotalCount() > 0) {
        used.reset();
      }
    }
    for (int i = 0; i < second.count(); i++) {
      histogram(ofSecond, second.key(i)).recordValue(second.nanos(i));
    }
    Map<SampleKey, Histogram> found = new LinkedHashMap<>();
    for (int key = 0; key < ofSecond.length; key++) {
      if (second.droppedOf(key) > 0) {
        histogram(ofSecond, key).recordValueWithCount(0, second.droppedOf(key));
      }
      Histogram own = ofSecond[key];
      if (own != null && own.getTotalCount() > 0) {
        found.put(name(key), own);
        histogram(ofRun, total(RunRecord.lane(key), RunRecord.outcome(key))).add(own);
      }
    }
    return new Interval(second.fromNanos(), second.toNanos(), found);
  }

  /** The response times of one tenant: of every request that was answered or timed out. */
  LatencyFigures responseTime(int lane) {
    Histogram sum = LatencyFigures.histogram();
    for (Outcome outcome : OUTCOMES) {
      Histogram own = ofRun[total(lane, outcome.index())];
      if (own != null && outcome.hasLatency()) {
        sum.add(own);
      }
    }
    return LatencyFigures.of(sum);
  }

  /** The response times of one tenant and outcome; an outcome without any has none. */
  LatencyFigures responseTime(int lane, Outcome outcome) {
    Histogram own = ofRun[total(lane, outcome.index())];
    return own == null || !outcome.hasLatency() ? LatencyFigures.NONE : LatencyFigures.of(own);
  }

  private static int total(int lane, int outcome) {
    return lane * OUTCOMES.length + outcome;
  }

  private static Histogram histogram(@Nullable Histogram[] from, int index) {
    Histogram own = from[index];
    if (own == null) {
      own = LatencyFigures.histogram();
      from[index] = own;
    }
    return own;
  }

  private SampleKey name(int key) {
    SampleKey name = names[key];
    if (name == null) {
      name =
          new SampleKey(
              tenants.get(RunRecord.lane(key)),
              OPERATIONS[RunRecord.operation(key)].toString(),
              OUTCOMES[RunRecord.outcome(key)].toString());
      names[key] = name;
    }
    return name;
  }
}
