package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.console.Page;
import java.util.Arrays;
import java.util.List;

/** Percentile curves in characters, each with a mark of its own. */
final class CurveCanvas {
  private static final int COLUMNS = 60;
  private static final int ROWS = 14;

  /** The fastest twentieth would take half of the height; it stands on the bottom line. */
  private static final double LEAST_NINES = 0.02;

  private static final String FINE = "●▲■◆○△□◇";
  private static final String PLAIN = "ox+*#@%&";
  private static final String[] NINES = {"0", "p90", "p99", "p99.9", "p99.99", "p99.999"};

  private final List<LatencyPlot.Line> lines;
  private final boolean fine;
  private final LogScale scale;
  private final double widest;
  private final char[][] cells = new char[ROWS][COLUMNS];

  private CurveCanvas(List<LatencyPlot.Line> lines, boolean fine, LogScale scale, double widest) {
    this.lines = lines;
    this.fine = fine;
    this.scale = scale;
    this.widest = widest;
    for (char[] row : cells) {
      Arrays.fill(row, ' ');
    }
  }

  static CurveCanvas of(List<LatencyPlot.Line> lines, boolean fine) {
    long least = Long.MAX_VALUE;
    long most = 1;
    double widest = 0;
    for (LatencyPlot.Line line : lines) {
      least = Math.min(least, Math.max(1, at(line, LEAST_NINES)));
      most = Math.max(most, line.percentiles().getLast().micros());
      widest = Math.max(widest, nines(line.percentiles().getLast()));
    }
    CurveCanvas canvas =
        new CurveCanvas(lines, fine, LogScale.of(1_000 * least, 1_000 * most), widest);
    for (int i = 0; i < lines.size(); i++) {
      canvas.draw(lines.get(i), canvas.mark(i));
    }
    return canvas;
  }

  void show(Page page) {
    String[] labels = new String[ROWS];
    Arrays.fill(labels, "");
    for (long tick : scale.ticks()) {
      labels[row(scale.at(tick))] = Frame.ticked(tick);
    }
    for (int row = 0; row < ROWS; row++) {
      String edge = labels[row].isEmpty() ? (fine ? "│" : "|") : (fine ? "┤" : "+");
      page.line("%7s %s%s".formatted(labels[row], edge, new String(cells[row])).stripTrailing());
    }
    page.line(" ".repeat(8) + (fine ? "└" : "+") + (fine ? "─" : "-").repeat(COLUMNS));
    page.line(axis());
    for (int i = 0; i < lines.size(); i++) {
      page.line(
          "  " + mark(i) + " " + PlotView.clean(lines.get(i).name()) + ", " + lines.get(i).count());
    }
  }

  private String axis() {
    StringBuilder axis = new StringBuilder(" ".repeat(9));
    for (int nine = 0; nine < NINES.length && nine <= widest; nine++) {
      int place = 9 + (int) Math.round(nine / widest * (COLUMNS - 1));
      if (place >= axis.length() && place + NINES[nine].length() <= 9 + COLUMNS + 4) {
        axis.append(" ".repeat(place - axis.length())).append(NINES[nine]).append(' ');
      }
    }
    return axis.toString().stripTrailing();
  }

  private void draw(LatencyPlot.Line line, char mark) {
    double last = nines(line.percentiles().getLast());
    for (int column = 0; column < COLUMNS; column++) {
      double nines = column * widest / (COLUMNS - 1);
      if (nines <= last + 1e-9) {
        cells[row(scale.at(1_000 * at(line, nines)))][column] = mark;
      }
    }
  }

  private static long at(LatencyPlot.Line line, double nines) {
    for (LatencyPlot.Point point : line.percentiles()) {
      if (nines(point) >= nines - 1e-9) {
        return point.micros();
      }
    }
    return line.percentiles().getLast().micros();
  }

  private static double nines(LatencyPlot.Point point) {
    return -Math.log10(1 - point.percentile() / 100);
  }

  private static int row(double part) {
    return ROWS - 1 - (int) Math.round(part * (ROWS - 1));
  }

  private char mark(int index) {
    String marks = fine ? FINE : PLAIN;
    return marks.charAt(index % marks.length());
  }
}
