package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.latency.SampleKey;
import java.util.Locale;
import java.util.Map;

/** How requests ended over time, per second, piled up in the order of the outcomes. */
final class OutcomeChart {
  private static final int ROWS = 4;

  private OutcomeChart() {}

  static Svg draw(Map<String, long[]> counts, double widthSeconds) {
    Frame frame = new Frame("Requests per second by outcome");
    int points = counts.values().stream().mapToInt(c -> c.length).max().orElse(0);
    double[] sums = new double[points];
    counts.values().forEach(c -> pile(sums, c));
    double most = 0;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    if (most == 0) {
      return frame.done();
    }
    TimeAxis axis = new TimeAxis(points * widthSeconds);
    double top = rounded(most / widthSeconds);
    for (int row = 0; row <= ROWS; row++) {
      frame.row((double) row / ROWS, number(top * row / ROWS));
    }
    axis.draw(frame);
    double[] floor = new double[points];
    for (String outcome : SampleKey.OUTCOMES) {
      long[] own = counts.get(outcome);
      if (own != null) {
        double[] ceiling = floor.clone();
        pile(ceiling, own);
        band(frame, outcome, floor, ceiling, top * widthSeconds);
        floor = ceiling;
      }
    }
    return frame.done();
  }

  private static void pile(double[] onto, long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      onto[i] += counts[i];
    }
  }

  private static void band(
      Frame frame, String outcome, double[] floor, double[] ceiling, double top) {
    int points = floor.length;
    StringBuilder moves = new StringBuilder();
    for (int i = 0; i < points; i++) {
      double y = frame.y(ceiling[i] / top);
      moves.append(Svg.point(i == 0 ? 'M' : 'L', frame.x((double) i / points), y));
      moves.append(Svg.point('L', frame.x((i + 1.0) / points), y));
    }
    for (int i = points - 1; i >= 0; i--) {
      double y = frame.y(floor[i] / top);
      moves.append(Svg.point('L', frame.x((i + 1.0) / points), y));
      moves.append(Svg.point('L', frame.x((double) i / points), y));
    }
    int place = SampleKey.OUTCOMES.indexOf(outcome);
    frame.svg().path(moves.append('Z').toString(), "o" + place, outcome);
  }

  private static double rounded(double most) {
    double decade = Math.pow(10, Math.floor(Math.log10(most)));
    for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
      if (most <= decade * step) {
        return decade * step;
      }
    }
    return decade * 10;
  }

  private static String number(double perSecond) {
    return perSecond == Math.rint(perSecond)
        ? Long.toString((long) perSecond)
        : String.format(Locale.ROOT, "%.2f", perSecond);
  }
}
