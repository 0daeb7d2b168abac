package io.voucherctl.commands.console;

import java.io.PrintWriter;
import java.util.List;

/**
 * A few lines on a terminal that replace themselves. The last ones stay when it is closed. Lines
 * are cut at the edge: one that wrapped would spoil the counting of what to go back over. Any
 * thread.
 */
public final class RedrawnBlock implements AutoCloseable {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter err;
  private final boolean color;
  private int height;
  private boolean cursorHidden;
  private boolean released;

  RedrawnBlock(PrintWriter err, boolean color) {
    this.err = err;
    this.color = color;
  }

  /** Each line is its cells, one right after the other. */
  public synchronized void show(List<List<Cell>> lines, int columns) {
    StringBuilder text = new StringBuilder();
    if (!cursorHidden && !released) {
      text.append(HIDE_CURSOR);
      cursorHidden = true;
    }
    if (height > 0) {
      text.append("\r\u001b[").append(height).append('A');
    }
    for (List<Cell> line : lines) {
      append(text, line, columns - 1);
      text.append(CLEAR_LINE).append('\n');
    }
    height = lines.size();
    err.print(text.append(CLEAR_BELOW));
    err.flush();
  }

  /** Gives the cursor back at once, as before an end that may come any moment. */
  public synchronized void release() {
    released = true;
    if (cursorHidden) {
      cursorHidden = false;
      err.print(SHOW_CURSOR);
      err.flush();
    }
  }

  /** What comes next stands below an empty line. */
  @Override
  public synchronized void close() {
    release();
    if (height > 0) {
      height = 0;
      err.println();
      err.flush();
    }
  }

  private void append(StringBuilder text, List<Cell> line, int room) {
    int left = room;
    for (Cell cell : line) {
      String visible = Table.flat(cell).text();
      String fitting = visible.length() <= left ? visible : visible.substring(0, Math.max(0, left));
      text.append(color ? cell.tone().paint(fitting) : fitting);
      left -= fitting.length();
    }
  }
}
