package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.latency.MicrosText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The live view as lines of text: a header, and a row for each of the busiest tenants. Columns that
 * do not fit are left out, the dispensable ones first; the sparkline takes what room is left.
 */
final class LiveFrame {
  /** Header, headings, the line about the rest, and the one where the cursor stands. */
  private static final int OTHER_LINES = 4;

  private static final int LONGEST_NAME = 24;
  private static final int LEAST_SPARK = 10;

  /** Columns above this rank give way to the sparkline. */
  private static final int RANK_OF_SPARK = 2;

  private static final String GAP = "  ";
  private static final String SPARK = "P99, LAST 30s";
  private static final String NARROW_SPARK = "TREND";

  /** A column: wider screens show those with a higher {@code rank} too. */
  private record Column(String heading, int rank, Tone tone, Function<LiveRow, String> text) {
    Cell cell(LiveRow row, int width) {
      String own = text.apply(row);
      return Cell.of(" ".repeat(width - own.length()) + own, own.equals("0") ? Tone.PLAIN : tone);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("TARGET", 3, Tone.PLAIN, row -> rate(row.targetRate())),
          new Column("NOW", 0, Tone.PLAIN, row -> rate(row.nowRate())),
          new Column("OK", 0, Tone.PLAIN, row -> count(row.ok())),
          new Column("REJECTED", 1, Tone.WARN, row -> count(row.rejected())),
          new Column("FAILED", 1, Tone.BAD, row -> count(row.failed())),
          new Column("OTHER", 2, Tone.BAD, row -> count(row.other())),
          new Column("FLYING", 4, Tone.PLAIN, row -> count(row.inFlight())),
          new Column(
              "P50", 5, Tone.PLAIN, row -> MicrosText.of(row.last(), row.last().p50Micros())),
          new Column(
              "P99", 0, Tone.PLAIN, row -> MicrosText.of(row.last(), row.last().p99Micros())));

  private final Screen.Size size;

  LiveFrame(Screen.Size size) {
    this.size = size;
  }

  List<List<Cell>> lines(String header, List<LiveRow> rows) {
    List<LiveRow> busiest =
        rows.stream()
            .sorted(
                Comparator.comparingDouble(LiveRow::targetRate)
                    .thenComparingLong(LiveRow::fired)
                    .reversed())
            .limit(Math.max(1, size.rows() - OTHER_LINES))
            .toList();
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(List.of(Cell.of(header)));
    lines.addAll(table(busiest));
    if (rows.size() > busiest.size()) {
      int more = rows.size() - busiest.size();
      lines.add(List.of(Cell.of("\u2026 and " + more + " more", Tone.DIM)));
    }
    return lines;
  }

  private List<List<Cell>> table(List<LiveRow> rows) {
    int name = rows.stream().mapToInt(row -> row.tenant().length()).max().orElse(0);
    int nameWidth = Math.clamp(name, "TENANT".length(), Math.min(LONGEST_NAME, size.columns() / 4));
    List<Column> shown = fitting(rows, size.columns() - 1 - nameWidth);
    int[] widths = shown.stream().mapToInt(column -> width(column, rows)).toArray();
    int used = nameWidth;
    for (int width : widths) {
      used += GAP.length() + width;
    }
    int spark = Math.min(LiveRow.MEMORY, size.columns() - 1 - used - GAP.length());
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(headings(shown, widths, nameWidth, spark));
    for (LiveRow row : rows) {
      List<Cell> line = new ArrayList<>();
      line.add(Cell.of(padded(row.tenant(), nameWidth)));
      for (int i = 0; i < widths.length; i++) {
        line.add(Cell.of(GAP));
        line.add(shown.get(i).cell(row, widths[i]));
      }
      if (spark >= LEAST_SPARK) {
        line.add(Cell.of(GAP + Sparkline.of(row.p99s(), spark), Tone.DIM));
      }
      lines.add(line);
    }
    return lines;
  }

  private static List<Cell> headings(List<Column> shown, int[] widths, int nameWidth, int spark) {
    StringBuilder text = new StringBuilder(padded("TENANT", nameWidth));
    for (int i = 0; i < widths.length; i++) {
      String heading = shown.get(i).heading();
      text.append(GAP).append(" ".repeat(widths[i] - heading.length())).append(heading);
    }
    if (spark >= LEAST_SPARK) {
      text.append(GAP).append(spark < SPARK.length() ? NARROW_SPARK : SPARK);
    }
    return List.of(Cell.of(text, Tone.HEAD));
  }

  /** As many columns as there is room for, in their order. */
  private static List<Column> fitting(List<LiveRow> rows, int room) {
    List<Column> shown = new ArrayList<>(COLUMNS);
    narrow(shown, rows, room - GAP.length() - LEAST_SPARK, RANK_OF_SPARK);
    narrow(shown, rows, room, 0);
    return shown;
  }

  /** Leaves out columns, highest rank first and none of rank {@code keep} or lower. */
  private static void narrow(List<Column> shown, List<LiveRow> rows, int room, int keep) {
    while (shown.stream().mapToInt(one -> GAP.length() + width(one, rows)).sum() > room) {
      int most = shown.stream().mapToInt(Column::rank).max().orElse(0);
      if (most <= keep) {
        return;
      }
      shown.removeIf(column -> column.rank() == most);
    }
  }

  private static int width(Column column, List<LiveRow> rows) {
    return rows.stream()
        .mapToInt(row -> column.text().apply(row).length())
        .reduce(column.heading().length(), Math::max);
  }

  private static String padded(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 1) + "\u2026"
        : text + " ".repeat(width - text.length());
  }

  private static String rate(double perSecond) {
    return perSecond > 0 && perSecond < 10
        ? Math.round(perSecond * 10) / 10.0 + "/s"
        : count(Math.round(perSecond)) + "/s";
  }

  /** At most six characters. */
  static String count(long number) {
    if (number < 100_000) {
      return Long.toString(number);
    }
    return number < 10_000_000 ? number / 1_000 + "k" : number / 1_000_000 + "M";
  }
}
