package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlogMergeTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder;

  @RepeatedTest(8)
  void theShardsOfARunGiveTheFiguresOfTheWhole(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int shards = random.nextInt(1, 6);
    List<Path> parts = new ArrayList<>();
    List<HlogWriter> logs = new ArrayList<>();
    long[] late = new long[shards];
    for (int i = 0; i < shards; i++) {
      parts.add(folder.resolve("part" + i));
      late[i] = i == 0 ? 0 : random.nextInt(450);
      logs.add(new HlogWriter(parts.get(i), START.plusMillis(late[i])));
    }
    Path whole = folder.resolve("whole");
    try (HlogWriter together = new HlogWriter(whole, START)) {
      for (long second = 0; second < random.nextInt(2, 12); second++) {
        Map<SampleKey, Histogram> sum = new LinkedHashMap<>();
        for (HlogWriter log : logs) {
          Map<SampleKey, Histogram> own = values(random);
          own.forEach(
              (key, one) -> sum.computeIfAbsent(key, _ -> LatencyFigures.histogram()).add(one));
          log.write(new Interval(second * SECOND, (second + 1) * SECOND, own));
        }
        together.write(new Interval(second * SECOND, (second + 1) * SECOND, sum));
      }
    }
    logs.forEach(HlogWriter::close);

    Path out = folder.resolve("out");
    MergeReport merged = HlogMerge.merge(parts, out, false);

    assertThat(figures(List.of(out))).containsExactlyInAnyOrderElementsOf(figures(List.of(whole)));
    assertThat(figures(parts)).containsExactlyInAnyOrderElementsOf(figures(List.of(whole)));
    assertThat(merged.requests())
        .isEqualTo(rows(List.of(whole)).stream().mapToLong(LatencyReport.Row::offered).sum());
    if (shards == 1) {
      assertThat(rows(List.of(out))).isEqualTo(rows(List.of(whole)));
    }
  }

  @Test
  void logsOfDifferentTimesStandOneAfterTheOther() {
    write("a", START, histogram(3, 5));
    write("b", START.plusSeconds(3600), histogram(3, 7));

    MergeReport merged =
        HlogMerge.merge(
            List.of(folder.resolve("b"), folder.resolve("a")), folder.resolve("out"), false);

    assertThat(merged.start()).isEqualTo(START);
    assertThat(merged.intervals()).isEqualTo(2);
    assertThat(merged.durationSeconds()).isEqualTo(3601);
    assertThat(merged.requests()).isEqualTo(12);
  }

  @Test
  void histogramsOfAnotherGrainAreKeptAsTheyAre() {
    write("coarse", START, histogram(2, 3));
    write("fine", START, histogram(5, 4));
    Path out = folder.resolve("out");

    HlogMerge.merge(List.of(folder.resolve("coarse"), folder.resolve("fine")), out, false);

    List<Integer> digits = new ArrayList<>();
    try (HlogReader log = HlogReader.open(out)) {
      for (HlogLine line = log.next(); line != null; line = log.next()) {
        digits.add(line.values().digits());
      }
    }
    assertThat(digits).containsExactlyInAnyOrder(2, 5);
    assertThat(rows(List.of(out)).getFirst().offered()).isEqualTo(7);
  }

  @Test
  void whatIsThereStaysUnlessForced() throws IOException {
    write("a", START, histogram(3, 5));
    Path out = Files.writeString(folder.resolve("out"), "precious");
    List<Path> files = List.of(folder.resolve("a"));

    assertThatThrownBy(() -> HlogMerge.merge(files, out, false))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("exists");
    assertThat(out).hasContent("precious");

    HlogMerge.merge(files, out, true);
    assertThat(rows(List.of(out))).isEqualTo(rows(files));
    HlogMerge.merge(List.of(out), out, true);
    assertThat(rows(List.of(out))).isEqualTo(rows(files));
  }

  @Test
  void aBrokenSourceLeavesNothingBehind() throws IOException {
    write("a", START, histogram(3, 5));
    Path broken = Files.copy(folder.resolve("a"), folder.resolve("broken"));
    Files.writeString(broken, Files.readString(broken) + "Tag=x,1.000,1.0");

    assertThatThrownBy(() ->
            HlogMerge.merge(List.of(folder.resolve("a"), broken), folder.resolve("out"), false))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("is broken");

    try (var left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a", "broken");
    }
  }

  @Test
  void aLogThatIsNamedTwiceOrGoesBackInTimeIsRefused() {
    write("a", START, histogram(3, 5));
    Path a = folder.resolve("a");
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> HlogMerge.merge(List.of(a, folder.resolve("./a")), out, false))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("stands twice");

    Path back = folder.resolve("back");
    try (HlogWriter log = new HlogWriter(back, START)) {
      log.write(9 * SECOND, 10 * SECOND, Map.of("acme", histogram(3, 1)));
      log.write(0, SECOND, Map.of("acme", histogram(3, 1)));
    }
    assertThatThrownBy(() -> HlogMerge.merge(List.of(back), out, false))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("line 7 goes back in time");
    assertThat(rows(List.of(back)).getFirst().offered()).isEqualTo(2);
  }

  private void write(String name, Instant start, Histogram values) {
    try (HlogWriter log = new HlogWriter(folder.resolve(name), start)) {
      log.write(0, SECOND, Map.of("acme", values));
    }
  }

  private static Histogram histogram(int digits, int count) {
    Histogram histogram = new Histogram(1_000, 300_000_000_000L, digits);
    for (int i = 1; i <= count; i++) {
      histogram.recordValue(i * 1_234_567L);
    }
    return histogram;
  }

  private static Map<SampleKey, Histogram> values(SplittableRandom random) {
    Map<SampleKey, Histogram> values = new LinkedHashMap<>();
    for (String tag :
        List.of("a/validate/ok", "a/redeem/timeout", "b/validate/ok", "b/x/dropped")) {
      if (random.nextInt(4) > 0) {
        Histogram one = LatencyFigures.histogram();
        for (int i = 0; i < random.nextInt(50); i++) {
          one.recordValue((long) Math.exp(random.nextDouble(5, 26)));
        }
        values.put(SampleKey.ofTag(tag), one);
      }
    }
    values
        .computeIfAbsent(SampleKey.ofTag("a/validate/ok"), _ -> LatencyFigures.histogram())
        .recordValue(1_000_000);
    return values;
  }

  private static List<LatencyReport.Row> rows(List<Path> files) {
    return LatencyReading.report(files, Grouping.all, Set.of()).rows();
  }

  /** What must not depend on how a run was cut into shards. */
  private static List<String> figures(List<Path> files) {
    return rows(files).stream()
        .map(row -> row.tenant() + row.operation() + row.outcomes() + row.responseTime())
        .toList();
  }
}
