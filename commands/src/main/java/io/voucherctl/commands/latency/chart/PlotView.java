package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.console.Page;
import io.voucherctl.commands.console.Tone;
import io.voucherctl.commands.console.View;
import io.voucherctl.commands.latency.MicrosText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Curves and their course in characters: fine ones on a terminal, ASCII in a pipe. */
final class PlotView implements View<LatencyPlot> {
  private static final int COLUMNS = 60;
  private static final String FINE = "▁▂▃▄▅▆▇█";
  private static final String PLAIN = "_.,-=+*#";

  @Override
  public void show(LatencyPlot plot, Page page) {
    List<LatencyPlot.Line> lines = plot.lines().stream().filter(l -> l.count() > 0).toList();
    if (lines.isEmpty()) {
      page.line("nothing was answered");
      return;
    }
    page.line("response time by percentile", Tone.HEAD);
    CurveCanvas.of(lines, page.isTerminal()).show(page);
    page.line("");
    course(lines, page);
    if (plot.notShown() > 0) {
      page.line(
          plot.notShown() + " with less traffic are not shown; choose with --tenant", Tone.DIM);
    }
    if (plot.svg() != null) {
      page.line("drawn to " + plot.svg());
    }
  }

  private static void course(List<LatencyPlot.Line> lines, Page page) {
    LogScale scale = LogScale.of(extreme(lines, false), extreme(lines, true));
    page.line(
        "response time over time, from "
            + MicrosText.of(extreme(lines, false) / 1_000)
            + " to "
            + MicrosText.of(extreme(lines, true) / 1_000)
            + " for all",
        Tone.HEAD);
    int wide = lines.stream().mapToInt(line -> clean(line.name()).length()).max().orElse(0);
    for (LatencyPlot.Line line : lines) {
      String name = clean(line.name());
      page.line(
          name
              + " ".repeat(wide - name.length())
              + "  p99 "
              + spark(line.p99Micros(), scale, page.isTerminal()));
      page.line(" ".repeat(wide) + "  p50 " + spark(line.p50Micros(), scale, page.isTerminal()));
    }
  }

  private static String spark(List<@Nullable Long> micros, LogScale scale, boolean fine) {
    String levels = fine ? FINE : PLAIN;
    int columns = Math.min(COLUMNS, micros.size());
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      long most = 0;
      int until = Math.max(column + 1, (column + 1) * micros.size() / columns);
      for (int i = column * micros.size() / columns; i < until; i++) {
        Long value = micros.get(i);
        most = value == null ? most : Math.max(most, value);
      }
      int level = (int) Math.round(scale.at(most * 1_000) * (levels.length() - 1));
      line.append(most == 0 ? ' ' : levels.charAt(level));
    }
    return line.toString();
  }

  /** The longest or shortest of what is drawn over time, in nanoseconds. */
  private static long extreme(List<LatencyPlot.Line> lines, boolean longest) {
    var values =
        lines.stream()
            .flatMap(line -> Stream.concat(line.p50Micros().stream(), line.p99Micros().stream()))
            .filter(Objects::nonNull)
            .mapToLong(micros -> Math.max(1, Objects.requireNonNull(micros)));
    return 1_000 * (longest ? values.max() : values.min()).orElse(1);
  }

  /** Names come from a file that anybody wrote: none may steer the terminal. */
  static String clean(String name) {
    return name.replaceAll("[\\p{Cntrl}\\x80-\\x9f]+", " ");
  }
}
