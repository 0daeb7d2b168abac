package io.voucherctl.commands.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a {@link View} writes. On a terminal: headings, aligned tables, colour, ages. In a pipe:
 * tab-separated rows under one header row, absolute times, no colour.
 */
public final class Page {
  private final PrintWriter out;
  private final boolean terminal;
  private final boolean color;
  private final Instant now;

  public Page(PrintWriter out, boolean terminal, boolean color, Instant now) {
    this.out = out;
    this.terminal = terminal;
    this.color = color;
    this.now = now;
  }

  public boolean isTerminal() {
    return terminal;
  }

  public void line(String text) {
    out.println(text);
  }

  public void line(String text, Tone tone) {
    out.println(paint(text, tone));
  }

  /** A heading with an empty line before it; a pipe gets neither. */
  public void heading(String text) {
    if (terminal) {
      out.println();
      out.println(paint(text, Tone.HEAD));
    }
  }

  public Table table(String... columns) {
    return new Table(this, columns);
  }

  /** A moment: an age such as {@code 3m ago} on a terminal, RFC 3339 in a pipe. */
  public String when(Instant moment) {
    if (!terminal) {
      return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    Duration age = Duration.between(moment, now);
    return age.isNegative() ? "in " + age(age.negated()) : age(age) + " ago";
  }

  /** A duration the way kubectl writes one: its largest unit, or two when the first is small. */
  public static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 600) {
      return units(seconds / 60, "m", seconds % 60, "s");
    }
    long minutes = seconds / 60;
    if (minutes < 180) {
      return minutes + "m";
    }
    if (minutes < 480) {
      return units(minutes / 60, "h", minutes % 60, "m");
    }
    long hours = minutes / 60;
    if (hours < 48) {
      return hours + "h";
    }
    return hours < 192 ? units(hours / 24, "d", hours % 24, "h") : hours / 24 + "d";
  }

  private static String units(long large, String unit, long small, String smallUnit) {
    return large + unit + (small == 0 ? "" : small + smallUnit);
  }

  String paint(String text, Tone tone) {
    return color ? tone.paint(text) : text;
  }
}
