package io.voucherctl.commands.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows under a header. Columns named with a leading {@code >} are right-aligned on a terminal:
 * {@code page.table("TENANT", ">RATE").row("acme", "50/s").print()}.
 */
public final class Table {
  private static final String GAP = "  ";

  private final Page page;
  private final List<String> header = new ArrayList<>();
  private final List<Align> aligns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Page page, String... columns) {
    this.page = page;
    for (String column : columns) {
      boolean right = column.startsWith(">");
      header.add((right ? column.substring(1) : column).toUpperCase(Locale.ROOT));
      aligns.add(right ? Align.RIGHT : Align.LEFT);
    }
  }

  /** One row; a value that is not a {@link Cell} is shown by its {@code toString}. */
  public Table row(Object... values) {
    if (values.length != header.size()) {
      throw new IllegalArgumentException(values.length + " values for " + header);
    }
    rows.add(Arrays.stream(values).map(v -> flat(v instanceof Cell c ? c : Cell.of(v))).toList());
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public void print() {
    if (page.isTerminal()) {
      printAligned();
    } else {
      page.line(String.join("\t", header));
      rows.forEach(row -> page.line(String.join("\t", row.stream().map(Cell::text).toList())));
    }
  }

  private void printAligned() {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<Cell> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).text().length());
      }
    }
    page.line(aligned(header.stream().map(h -> Cell.of(h, Tone.HEAD)).toList(), widths));
    rows.forEach(row -> page.line(aligned(row, widths)));
  }

  private String aligned(List<Cell> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row.get(i);
      String padding = " ".repeat(widths[i] - cell.text().length());
      String painted = page.paint(cell.text(), cell.tone());
      boolean last = i == widths.length - 1;
      line.append(i == 0 ? "" : GAP);
      line.append(
          aligns.get(i) == Align.RIGHT ? padding + painted : last ? painted : painted + padding);
    }
    return line.toString();
  }

  /**
   * A tab or line break inside a cell would break the columns, and an escape sequence the terminal:
   * what stands in a cell may come from a cluster, where anybody wrote it.
   */
  static Cell flat(Cell cell) {
    return new Cell(cell.text().replaceAll("[\\p{Cntrl}\\x80-\\x9f]+", " "), cell.tone());
  }
}
