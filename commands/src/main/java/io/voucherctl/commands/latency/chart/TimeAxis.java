package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.time.Durations;
import java.time.Duration;

/** Seconds since the start of a run along the bottom of a chart. */
record TimeAxis(double seconds) {
  private static final int[] STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400
  };
  private static final int MOST_TICKS = 10;

  double at(double second) {
    return seconds == 0 ? 0 : second / seconds;
  }

  void draw(Frame frame) {
    int step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && seconds / STEPS[i] <= MOST_TICKS; i--) {
      step = STEPS[i];
    }
    for (int second = 0; second <= seconds; second += step) {
      frame.column(at(second), Durations.format(Duration.ofSeconds(second)));
    }
  }
}
