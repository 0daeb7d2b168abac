package io.voucherctl.commands.latency.chart;

import java.util.List;

/** Response time over percentile, each nine as wide as the one before it. */
final class PercentileChart {
  private static final String[] NINES = {"0", "p90", "p99", "p99.9", "p99.99", "p99.999"};

  private PercentileChart() {}

  static Svg draw(List<Curve> curves) {
    Frame frame = new Frame("Response time by percentile");
    List<Curve> drawn = curves.stream().filter(c -> c.answered().getTotalCount() > 0).toList();
    if (drawn.isEmpty()) {
      return frame.done();
    }
    LogScale scale =
        LogScale.of(
            drawn.stream().mapToLong(c -> c.answered().getValueAtPercentile(1)).min().orElseThrow(),
            drawn.stream().mapToLong(c -> c.answered().getMaxValue()).max().orElseThrow());
    double widest = drawn.stream().mapToDouble(PercentileChart::nines).max().orElseThrow();
    frame.latencies(scale);
    for (int nine = 0; nine < NINES.length && nine <= widest; nine++) {
      frame.column(nine / widest, NINES[nine]);
    }
    if (widest > 0.5) {
      frame.column(Math.log10(2) / widest, "p50");
    }
    for (int i = 0; i < curves.size(); i++) {
      if (curves.get(i).answered().getTotalCount() > 0) {
        curve(frame, scale, widest, curves.get(i), i);
      }
    }
    return frame.done();
  }

  private static void curve(Frame frame, LogScale scale, double widest, Curve curve, int hue) {
    StringBuilder moves = new StringBuilder();
    double y = 0;
    for (Curve.Step step : curve.steps()) {
      y = frame.y(scale.at(step.nanos()));
      moves.append(Svg.point(moves.isEmpty() ? 'M' : 'L', frame.x(step.nines() / widest), y));
    }
    String title =
        curve.name()
            + ": p50 "
            + Frame.exact(curve.answered().getValueAtPercentile(50))
            + ", p99 "
            + Frame.exact(curve.answered().getValueAtPercentile(99))
            + ", max "
            + Frame.exact(curve.answered().getMaxValue());
    frame.svg().path(moves.toString(), "curve " + Palette.hue(hue), title);
    frame.name(curve.name(), y, hue);
  }

  /** How far a curve reaches: its longest value stands for half a value. */
  private static double nines(Curve curve) {
    return Math.log10(2.0 * curve.answered().getTotalCount());
  }
}
