package io.voucherctl.commands.latency.chart;

import java.util.ArrayList;
import java.util.List;

/** Nanoseconds on a logarithmic axis; ticks at 1, 2 and 5 of each decade. */
record LogScale(double lowest, double highest) {
  private static final int MOST_TICKS = 9;

  /** Holds every value above 0, and never less than a factor of two. */
  static LogScale of(long least, long most) {
    double low = (double) Math.max(1_000, least);
    double high = Math.max(low * 2, (double) most);
    return new LogScale(low / 1.1, high * 1.1);
  }

  /** 0 at the lowest, 1 at the highest. */
  double at(long nanos) {
    double value = Math.clamp((double) nanos, lowest, highest);
    return Math.log(value / lowest) / Math.log(highest / lowest);
  }

  List<Long> ticks() {
    List<Long> fine = ticks(1, 2, 5);
    return fine.size() <= MOST_TICKS ? fine : ticks(1);
  }

  private List<Long> ticks(int... steps) {
    List<Long> ticks = new ArrayList<>();
    for (long decade = 100; decade <= highest; decade *= 10) {
      for (int step : steps) {
        if (decade * step >= lowest && decade * step <= highest) {
          ticks.add(decade * step);
        }
      }
    }
    return ticks;
  }
}
