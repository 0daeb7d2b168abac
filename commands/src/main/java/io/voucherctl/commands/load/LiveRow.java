package io.voucherctl.commands.load;

import io.voucherctl.commands.latency.Interval;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.latency.SampleKey;
import java.util.Arrays;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One tenant's row of the live view, kept up to date. One thread. */
final class LiveRow {
  /** Seconds that the sparkline remembers. */
  static final int MEMORY = 30;

  private static final long GAP = -1;

  private final String tenant;
  private final long[] p99s = new long[MEMORY];
  private int remembered;
  private LatencyFigures last = LatencyFigures.NONE;
  private double targetRate;
  private double nowRate;
  private int inFlight;
  private long fired;
  private long markFired;
  private long ok;
  private long rejected;
  private long failed;
  private long other;

  LiveRow(String tenant) {
    this.tenant = tenant;
  }

  void interval(Interval complete, Histogram merge) {
    merge.reset();
    for (Map.Entry<SampleKey, Histogram> entry : complete.responseTimes().entrySet()) {
      if (!entry.getKey().tenant().equals(tenant)) {
        continue;
      }
      String outcome = entry.getKey().outcome();
      long count = entry.getValue().getTotalCount();
      switch (outcome) {
        case Endings.OK -> ok += count;
        case Endings.REJECTED -> rejected += count;
        case Endings.FAILED -> failed += count;
        default -> other += count;
      }
      if (Endings.TIMED.contains(outcome)) {
        merge.add(entry.getValue());
      }
    }
    last = LatencyFigures.of(merge);
    if (remembered == MEMORY) {
      System.arraycopy(p99s, 1, p99s, 0, MEMORY - 1);
      remembered--;
    }
    p99s[remembered++] = last.count() == 0 ? GAP : last.p99Micros();
  }

  void pulse(Pulse.Lane lane) {
    targetRate = lane.targetRate();
    inFlight = lane.inFlight();
    fired = lane.fired();
  }

  /** So much time has passed since the last mark. */
  void mark(long nanos) {
    nowRate = (fired - markFired) / (nanos / 1e9);
    markFired = fired;
  }

  /** Nothing is under way any more. */
  void land() {
    inFlight = 0;
  }

  String tenant() {
    return tenant;
  }

  double targetRate() {
    return targetRate;
  }

  double nowRate() {
    return nowRate;
  }

  int inFlight() {
    return inFlight;
  }

  long fired() {
    return fired;
  }

  long ok() {
    return ok;
  }

  long rejected() {
    return rejected;
  }

  long failed() {
    return failed;
  }

  /** Timeouts, connections that failed, and what was never sent. */
  long other() {
    return other;
  }

  /** Of the last second whose requests have all ended. */
  LatencyFigures last() {
    return last;
  }

  long[] p99s() {
    return Arrays.copyOf(p99s, remembered);
  }
}
