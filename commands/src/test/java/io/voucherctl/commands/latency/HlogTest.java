package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HlogTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path folder;

  @Test
  void theReportOfALogIsTheReportOfTheRun() throws Exception {
    Map<String, Histogram> run = write(folder.resolve("run.hlog"));

    LatencyReport report = report(folder.resolve("run.hlog"));

    assertThat(report.schema()).isEqualTo("voucherctl.latency-report/v2");
    assertThat(report.start()).isEqualTo(START);
    assertThat(report.durationSeconds()).isEqualTo(3);
    assertThat(report.rows())
        .extracting(LatencyReport.Row::tenant)
        .containsExactly("acme", "globex");
    assertThat(report.rows()).extracting(LatencyReport.Row::intervals).containsExactly(3L, 1L);
    assertThat(report.rows())
        .extracting(LatencyReport.Row::responseTime)
        .containsExactly(LatencyFigures.of(run.get("acme")), LatencyFigures.of(run.get("globex")));
  }

  @Test
  void theStandardReaderFindsTagsAndTimes() throws Exception {
    write(folder.resolve("run.hlog"));

    try (HistogramLogReader reader = new HistogramLogReader(folder.resolve("run.hlog").toFile())) {
      EncodableHistogram first = reader.nextIntervalHistogram();
      assertThat(first.getTag()).isEqualTo("acme");
      assertThat(first.getStartTimeStamp()).isEqualTo(START.toEpochMilli());
      assertThat(first.getEndTimeStamp()).isEqualTo(START.toEpochMilli() + 1_000);
      assertThat(first.getMaxValueAsDouble()).isGreaterThan(1e6);
    }
  }

  @Test
  void aRunThatWasCutShortLeavesAReadableLog() throws Exception {
    Path file = folder.resolve("run.hlog");
    Histogram one = LatencyFigures.histogram();
    one.recordValue(5_000_000);
    HlogWriter neverClosed = new HlogWriter(file, START);
    neverClosed.write(0, 1_000_000_000, Map.of("acme", one));

    assertThat(report(file).rows()).hasSize(1);
    neverClosed.close();
  }

  @Test
  void anyTruncationInsideAHistogramIsNamed() throws Exception {
    Path file = folder.resolve("run.hlog");
    write(file);
    byte[] whole = Files.readAllBytes(file);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int lastLine = text.lastIndexOf("Tag=");
    int payload = text.stripTrailing().replaceAll("=+$", "").length();
    for (int length = lastLine + 1; length < payload; length++) {
      Path cut = folder.resolve("cut.hlog");
      Files.write(cut, Arrays.copyOf(whole, length));
      refused(cut, "is not a whole histogram log: line 9 is broken");
    }
  }

  @Test
  void whatIsNoLogIsRefusedInOneLine() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.hlog"));
    refused(empty, "holds no histogram");
    Path headerOnly = folder.resolve("header.hlog");
    new HlogWriter(headerOnly, START).close();
    refused(headerOnly, "holds no histogram");
    refused(folder.resolve("absent.hlog"), "no such file");
    refused(folder, "is not a file");
    refused(
        Files.writeString(folder.resolve("text.hlog"), "hello\n1,2,3,AAAA\n"), "line 1 is broken");
    refused(
        Files.writeString(folder.resolve("base64.hlog"), "#x\nTag=a,1.0,1.0,3.0,HISTAAAA\n"),
        "line 2 is broken");
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    refused(Files.write(folder.resolve("noise.hlog"), noise), "is broken");
  }

  @Test
  void aPathThatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> HlogWriter.requireWritable(folder))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> HlogWriter.requireWritable(folder.resolve("no/run.hlog")))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("no such directory");
    HlogWriter.requireWritable(folder.resolve("new.hlog"));
  }

  private static LatencyReport report(Path file) {
    return LatencyReading.report(List.of(file), Grouping.tenant, Set.of());
  }

  private static void refused(Path file, String part) {
    assertThatThrownBy(() -> report(file))
        .isInstanceOfSatisfying(
            Failure.BadInput.class,
            failure -> {
              assertThat(failure.line()).contains(part).doesNotContain("\n");
              assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
            });
  }

  /** Three intervals of acme, one of globex; their sums. */
  private static Map<String, Histogram> write(Path file) {
    Map<String, Histogram> run =
        Map.of("acme", LatencyFigures.histogram(), "globex", LatencyFigures.histogram());
    Random random = new Random(7);
    try (HlogWriter log = new HlogWriter(file, START)) {
      for (int second = 0; second < 3; second++) {
        Map<String, Histogram> interval = new LinkedHashMap<>();
        interval.put("acme", LatencyFigures.histogram());
        interval.put("globex", LatencyFigures.histogram());
        for (int i = 0; i < 500; i++) {
          interval.get("acme").recordValue(1_000_000 + random.nextInt(20_000_000));
        }
        if (second == 1) {
          interval.get("globex").recordValue(123_456_789);
        }
        interval.forEach((tag, histogram) -> run.get(tag).add(histogram));
        log.write(second * 1_000_000_000L, (second + 1) * 1_000_000_000L, interval);
      }
    }
    return run;
  }
}
