package io.voucherctl.commands.latency.chart;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** p99 over time as a line for each group, p50 dashed below it. */
final class TimeChart {
  private final Frame frame = new Frame("Response time over time: p99, and p50 dashed");
  private final LogScale scale;
  private final TimeAxis axis;

  private TimeChart(LogScale scale, TimeAxis axis) {
    this.scale = scale;
    this.axis = axis;
  }

  static Svg draw(List<Course> courses) {
    double seconds = courses.stream().mapToDouble(Course::seconds).max().orElse(0);
    TimeChart chart =
        new TimeChart(
            LogScale.of(values(courses).min().orElse(0), values(courses).max().orElse(0)),
            new TimeAxis(seconds));
    if (values(courses).findAny().isPresent()) {
      chart.frame.latencies(chart.scale);
      chart.axis.draw(chart.frame);
    }
    for (int i = 0; i < courses.size(); i++) {
      chart.draw(courses.get(i), i);
    }
    return chart.frame.done();
  }

  private static LongStream values(List<Course> courses) {
    return courses.stream()
        .flatMap(course -> course.moments().stream())
        .filter(one -> one.count() > 0)
        .flatMapToLong(one -> LongStream.of(one.p50Nanos(), one.p99Nanos()));
  }

  private void draw(Course course, int hue) {
    String name = course.name();
    line(course, Moment::p50Nanos, "thin " + Palette.hue(hue), name + " p50");
    double end = line(course, Moment::p99Nanos, "curve " + Palette.hue(hue), name + " p99");
    if (!Double.isNaN(end)) {
      frame.name(name, end, hue);
    }
    hints(course);
  }

  /** Draws one percentile; a stretch without values leaves a gap. Returns the height it ends at. */
  private double line(Course course, ToLongFunction<Moment> nanos, String type, String title) {
    StringBuilder moves = new StringBuilder();
    boolean open = false;
    double y = Double.NaN;
    double half = wide(course) / 2;
    for (int i = 0; i < course.moments().size(); i++) {
      Moment one = course.moments().get(i);
      if (one.count() == 0) {
        open = false;
        continue;
      }
      double x = left(course, i) + half;
      y = frame.y(scale.at(nanos.applyAsLong(one)));
      if (!open) {
        // A stretch that stands alone would have no length.
        moves.append(Svg.point('M', x - Math.min(half, 2), y));
      }
      moves.append(Svg.point('L', x, y));
      open = true;
    }
    frame.svg().path(moves.toString(), type, title);
    return y;
  }

  private void hints(Course course) {
    for (int i = 0; i < course.moments().size(); i++) {
      Moment one = course.moments().get(i);
      if (one.count() > 0) {
        double y = frame.y(scale.at(one.p99Nanos()));
        String text =
            "%s, %.0fs: p50 %s, p99 %s"
                .formatted(
                    course.name(),
                    i * course.widthSeconds(),
                    Frame.exact(one.p50Nanos()),
                    Frame.exact(one.p99Nanos()));
        frame.svg().hint(left(course, i), y - 4, Math.max(wide(course), 1), 8, text);
      }
    }
  }

  private double left(Course course, int index) {
    return frame.x(axis.at(index * course.widthSeconds()));
  }

  private double wide(Course course) {
    return frame.x(axis.at(course.widthSeconds())) - frame.x(0);
  }
}
