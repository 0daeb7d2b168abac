package io.voucherctl.commands.latency.chart;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The response times of one group, to be drawn over their percentiles. */
record Curve(String name, Histogram answered) {
  private static final int STEPS_PER_HALVING = 8;

  /** One step of a curve: so many nanoseconds are not exceeded by such a part of the values. */
  record Step(double quantile, long nanos) {
    /** Where it stands on an axis on which each nine takes the same room: 0, 1, 2, ... */
    double nines() {
      return -Math.log10(1 - quantile);
    }
  }

  /** From the fastest on; the last one is the longest value, set off by half a value. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    long total = answered.getTotalCount();
    if (total == 0) {
      return steps;
    }
    for (HistogramIterationValue at : answered.percentiles(STEPS_PER_HALVING)) {
      double quantile = at.getPercentileLevelIteratedTo() / 100;
      steps.add(new Step(Math.min(quantile, 1 - 0.5 / total), at.getValueIteratedTo()));
    }
    return steps;
  }
}
