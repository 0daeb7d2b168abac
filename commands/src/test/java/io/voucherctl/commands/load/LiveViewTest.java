package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.console.Cell;
import io.voucherctl.commands.console.Screen;
import io.voucherctl.commands.latency.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LiveViewTest {
  private static final String HEADER = "12s of 30s  lag 240us";
  private final Histogram merge = LatencyFigures.histogram();

  @Test
  void aHundredColumnsShowEverything() throws Exception {
    Golden.check("load/live-100.txt", text(new Screen.Size(100, 24), three()));
  }

  @Test
  void aWideScreenShowsHalfAMinuteOfBars() throws Exception {
    Golden.check("load/live-140.txt", text(new Screen.Size(140, 24), three()));
  }

  @Test
  void aNarrowScreenLeavesOutTheDispensableColumns() throws Exception {
    Golden.check("load/live-60.txt", text(new Screen.Size(60, 24), three()));
    Golden.check("load/live-30.txt", text(new Screen.Size(30, 24), three()));
  }

  @Test
  void theBusiestOfManyTenantsAreShown() {
    List<LiveRow> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      LiveRow row = new LiveRow("tenant-" + i);
      row.pulse(new Pulse.Lane("tenant-" + i, i, i, 0));
      rows.add(row);
    }
    List<String> lines = text(new Screen.Size(100, 21), rows).lines().toList();

    assertThat(lines).hasSize(2 + 17 + 1);
    assertThat(lines.get(2)).startsWith("tenant-199");
    assertThat(lines.getLast()).isEqualTo("\u2026 and 183 more");
  }

  @Test
  void barsAreRelativeToTheHighestAndGapsAreBlank() {
    assertThat(Sparkline.of(new long[] {0, 50, 100, -1, 100}, 5)).isEqualTo("▁▄█ █");
    assertThat(Sparkline.of(new long[] {1_000, 7, 7}, 2)).isEqualTo("██");
    assertThat(Sparkline.of(new long[] {0, 0}, 9)).isEqualTo("▁▁");
  }

  @Test
  void largeCountsAreShortened() {
    assertThat(LiveFrame.count(99_999)).isEqualTo("99999");
    assertThat(LiveFrame.count(100_000)).isEqualTo("100k");
    assertThat(LiveFrame.count(9_999_999)).isEqualTo("9999k");
    assertThat(LiveFrame.count(12_345_678)).isEqualTo("12M");
  }

  private List<LiveRow> three() {
    LiveRow acme = new LiveRow("acme");
    LiveRow globex = new LiveRow("globex");
    LiveRow quiet = new LiveRow("a-tenant-with-a-name-that-is-long");
    for (int n = 0; n < 40; n++) {
      Intervals second =
          Intervals.second(n)
              .with("acme", "validate", "ok", 100, 2 + n % 9)
              .with("acme", "validate", "rejected", 3_000, 1)
              .with("acme", "redeem", "dropped", 1, 0);
      if (n != 30) {
        second.with("globex", "redeem", "ok", 20, n == 35 ? 900 : 5);
      }
      acme.interval(second.get(), merge);
      globex.interval(second.get(), merge);
      quiet.interval(second.get(), merge);
    }
    acme.pulse(new Pulse.Lane("acme", 3_100, 124_000, 17));
    globex.pulse(new Pulse.Lane("globex", 20, 780, 1));
    quiet.pulse(new Pulse.Lane("quiet", 0.5, 0, 0));
    acme.mark(40_000_000_000L);
    globex.mark(40_000_000_000L);
    return List.of(quiet, globex, acme);
  }

  private static String text(Screen.Size size, List<LiveRow> rows) {
    return new LiveFrame(size)
        .lines(HEADER, rows).stream()
            .map(line -> line.stream().map(Cell::text).collect(Collectors.joining()) + "\n")
            .collect(Collectors.joining());
  }
}
