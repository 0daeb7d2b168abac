package io.voucherctl.commands.latency.chart;

import java.util.List;

/**
 * Response times of one group over time.
 *
 * @param widthSeconds of each stretch
 */
record Course(String name, double widthSeconds, List<Moment> moments) {
  static Course of(GroupFigures group, String name, double widthSeconds) {
    return new Course(name, widthSeconds, group.moments());
  }

  double seconds() {
    return widthSeconds * moments.size();
  }
}
