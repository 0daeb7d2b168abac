package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.latency.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a plot shows, in numbers.
 *
 * @param notShown groups that had less traffic than those in {@code lines}
 * @param svg where it was drawn as well, or null
 */
public record LatencyPlot(String schema, List<Line> lines, int notShown, @Nullable String svg) {
  public static final String SCHEMA = "voucherctl.latency-plot/v1";

  /**
   * One group of one log.
   *
   * @param count of response times
   * @param stretchSeconds how long each stretch of the two lists is
   * @param p50Micros over time; null where a stretch held nothing. A stretch of several intervals
   *     shows the slowest of them
   */
  public record Line(
      String name,
      long count,
      List<Point> percentiles,
      double stretchSeconds,
      List<@Nullable Long> p50Micros,
      List<@Nullable Long> p99Micros) {}

  /** So many microseconds are not exceeded by such a percentage of the values. */
  public record Point(double percentile, long micros) {}

  /** The groups of all logs, and how many were left out. */
  record Drawing(List<Course> courses, List<Curve> curves, int notShown) {
    static Drawing read(List<Path> files, Grouping by, Set<String> tenants) {
      List<Course> courses = new ArrayList<>();
      List<Curve> curves = new ArrayList<>();
      int each = Math.max(1, Palette.HUES / files.size());
      int left = 0;
      for (Path file : files) {
        RunSeries series = RunSeries.read(List.of(file), by, tenants);
        List<GroupFigures> groups = series.groups();
        left += Math.max(0, groups.size() - each);
        for (GroupFigures group : groups.subList(0, Math.min(each, groups.size()))) {
          String name = files.size() == 1 ? group.name() : file.getFileName() + " " + group.name();
          courses.add(Course.of(group, name, series.widthSeconds()));
          curves.add(new Curve(name, group.answered()));
        }
      }
      return new Drawing(courses, curves, left);
    }

    Svg svg() {
      Svg both = new Svg(Frame.WIDTH, 2 * Frame.HEIGHT, "Response times");
      both.inset(0, 0, PercentileChart.draw(curves));
      both.inset(0, Frame.HEIGHT, TimeChart.draw(courses));
      return both;
    }

    LatencyPlot plot(@Nullable Path svg) {
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < curves.size(); i++) {
        Curve curve = curves.get(i);
        Course course = courses.get(i);
        lines.add(
            new Line(
                curve.name(),
                curve.answered().getTotalCount(),
                curve.steps().stream()
                    .map(step -> new Point(100 * step.quantile(), micros(step.nanos())))
                    .toList(),
                course.widthSeconds(),
                overTime(course.moments(), Moment::p50Nanos),
                overTime(course.moments(), Moment::p99Nanos)));
      }
      return new LatencyPlot(SCHEMA, lines, notShown, svg == null ? null : svg.toString());
    }

    private static List<@Nullable Long> overTime(
        List<Moment> moments, ToLongFunction<Moment> nanos) {
      List<@Nullable Long> micros = new ArrayList<>();
      for (Moment one : moments) {
        micros.add(one.count() == 0 ? null : (Long) micros(nanos.applyAsLong(one)));
      }
      return micros;
    }

    private static long micros(long nanos) {
      return (nanos + 500) / 1_000;
    }
  }
}
