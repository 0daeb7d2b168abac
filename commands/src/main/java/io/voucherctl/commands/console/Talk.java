package io.voucherctl.commands.console;

import java.io.PrintWriter;

/**
 * The talk on stderr. On a terminal progress is one line that replaces itself; elsewhere it is one
 * line each time. {@code -q} silences progress and notes, never warnings.
 */
public final class Talk implements Progress {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final int columns;
  private final boolean quiet;
  private boolean lineIsOpen;

  public Talk(PrintWriter err, boolean terminal, int columns, boolean quiet) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
    this.quiet = quiet;
  }

  @Override
  public synchronized void at(String line) {
    if (quiet) {
      return;
    }
    if (terminal) {
      err.print(CLEAR_LINE + (line.length() < columns ? line : line.substring(0, columns - 1)));
      lineIsOpen = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Something worth knowing; stays on the screen. */
  public synchronized void note(String line) {
    if (!quiet) {
      say(line);
    }
  }

  /** Something the person must know, even with {@code -q}. */
  public synchronized void warn(String line) {
    say("warning: " + line);
  }

  /** Ends an open progress line, so that what follows starts on a line of its own. */
  public synchronized void done() {
    if (lineIsOpen) {
      err.print(CLEAR_LINE);
      err.flush();
      lineIsOpen = false;
    }
  }

  private void say(String line) {
    done();
    err.println(line);
    err.flush();
  }
}
