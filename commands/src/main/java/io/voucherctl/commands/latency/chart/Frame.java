package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.latency.MicrosText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The box around a chart: axes, ticks, and the names of lines where they end. */
final class Frame {
  static final int WIDTH = 900;
  static final int HEIGHT = 320;
  private static final double LEFT = 56;
  private static final double RIGHT = WIDTH - 170;
  private static final double TOP = 34;
  private static final double BOTTOM = HEIGHT - 34;
  private static final double NAME_HEIGHT = 15;
  private static final int LONGEST_NAME = 22;

  private record Name(String text, double y, int hue) {}

  private final Svg svg;
  private final List<Name> names = new ArrayList<>();

  Frame(String title) {
    svg = new Svg(WIDTH, HEIGHT, title);
    svg.text(LEFT, 16, title, "bold");
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
  }

  /** From 0 at the left to 1 at the right. */
  double x(double part) {
    return LEFT + part * (RIGHT - LEFT);
  }

  /** From 0 at the bottom to 1 at the top. */
  double y(double part) {
    return BOTTOM - part * (BOTTOM - TOP);
  }

  void latencies(LogScale scale) {
    for (long tick : scale.ticks()) {
      double y = y(scale.at(tick));
      svg.line(LEFT, y, RIGHT, y, "grid");
      svg.text(LEFT - 6, y + 4, ticked(tick), "soft end");
    }
  }

  void column(double part, String text) {
    svg.line(x(part), BOTTOM, x(part), BOTTOM + 4, "axis");
    svg.text(x(part), BOTTOM + 18, text, "soft middle");
  }

  void row(double part, String text) {
    svg.line(LEFT, y(part), RIGHT, y(part), "grid");
    svg.text(LEFT - 6, y(part) + 4, text, "soft end");
  }

  void under(String text) {
    svg.text(RIGHT + 8, BOTTOM + 18, text, "soft");
  }

  void name(String text, double y, int hue) {
    names.add(new Name(shortened(text), y, hue));
  }

  /** The drawing, its names pushed apart so that none covers another. */
  Svg done() {
    names.sort(Comparator.comparingDouble(Name::y));
    double room = Math.max(TOP, BOTTOM - names.size() * NAME_HEIGHT);
    double next = TOP - 6;
    for (int i = 0; i < names.size(); i++) {
      Name name = names.get(i);
      double y = Math.min(Math.max(next, name.y()), room + i * NAME_HEIGHT);
      svg.text(RIGHT + 8, y + 4, name.text(), Palette.hue(name.hue()) + " bold");
      next = y + NAME_HEIGHT;
    }
    return svg;
  }

  Svg svg() {
    return svg;
  }

  /** A round number as an axis says it: {@code 200us}, {@code 5ms}, {@code 1s}. */
  static String ticked(long nanos) {
    long micros = nanos / 1_000;
    if (micros < 1_000) {
      return nanos % 1_000 == 0 ? micros + "us" : nanos / 1e3 + "us";
    }
    return micros < 1_000_000 ? micros / 1_000 + "ms" : micros / 1_000_000 + "s";
  }

  static String exact(long nanos) {
    return MicrosText.of((nanos + 500) / 1_000);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }
}
