package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyReportCommandTest {
  @TempDir Path folder;

  @Test
  void looksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("latency/report", report(Grouping.tenant, Set.of()), new LatencyReportView());
    Golden.check("latency/report-all", report(Grouping.all, Set.of()), new LatencyReportView());
  }

  @Test
  void percentilesAreOverWhatWasAnsweredOrWaitedForInVain() throws Exception {
    LatencyReport.Row acme = report(Grouping.tenant, Set.of("acme")).rows().getFirst();

    assertThat(acme.offered()).isEqualTo(2 * (90 + 3 + 5 + 1 + 1) + 2);
    assertThat(acme.responseTime().count()).isEqualTo(2 * (90 + 3 + 5) + 2);
    assertThat(acme.throughputPerSecond()).isEqualTo(93);
    assertThat(acme.outcomes())
        .containsEntry("ok", 186L)
        .containsEntry("rejected", 10L)
        .containsEntry("refused", 2L)
        .containsEntry("dropped", 2L);
  }

  @Test
  void groupsByOperationAndByOutcomeToo() throws Exception {
    assertThat(report(Grouping.operation, Set.of()).rows())
        .extracting(LatencyReport.Row::operation)
        .containsExactly("validate", "redeem", "");
    assertThat(report(Grouping.outcome, Set.of("acme")).rows())
        .extracting(LatencyReport.Row::outcome)
        .containsExactlyInAnyOrder("ok", "rejected", "refused", "dropped", "timeout");
  }

  @Test
  void readsTheNamedFilesAsOneRunAndShowsThem() throws Exception {
    Path file = log();
    Run run = Run.of("report", file.toString(), "--tenant", "acme", "-o", "json");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("{\"schema\":\"voucherctl.latency-report/v2\"")
        .contains("{\"tenant\":\"acme\",\"operation\":null,\"outcome\":null,\"intervals\":2,");
    assertThat(Run.of("report", file.toString(), "--tenant", "nobody").failure())
        .hasMessageContaining("holds nothing of tenant nobody");
  }

  @Test
  void writesThePageOfARecordedRun() throws Exception {
    Path page = folder.resolve("run.html");

    assertThat(Run.of("report", log().toString(), "--report", page.toString()).exit()).isZero();

    assertThat(Files.readString(page))
        .startsWith("<!doctype html>")
        .contains("voucherctl 1.0")
        .doesNotContain("<script");
  }

  private LatencyReport report(Grouping by, Set<String> tenants) throws Exception {
    LatencyReport found = LatencyReading.report(List.of(log()), by, tenants);
    return new LatencyReport(
        found.schema(),
        List.of("run.hlog"),
        found.start(),
        found.durationSeconds(),
        found.by(),
        found.rows());
  }

  private Path log() throws Exception {
    Path file = folder.resolve("run.hlog");
    try (HlogWriter log = new HlogWriter(file, Instant.parse("2026-03-01T10:00:00Z"))) {
      for (long second = 0; second < 2; second++) {
        Map<SampleKey, Histogram> values = new LinkedHashMap<>();
        values.put(new SampleKey("acme", "validate", "ok"), times(90, 4_000_000));
        values.put(new SampleKey("acme", "redeem", "ok"), times(3, 21_000_000));
        values.put(new SampleKey("acme", "validate", "rejected"), times(5, 900_000));
        values.put(new SampleKey("acme", "redeem", "refused"), times(1, 100_000));
        values.put(new SampleKey("acme", "redeem", "dropped"), times(1, 1));
        values.put(new SampleKey("acme", "redeem", "timeout"), times(second == 0 ? 0 : 2, 5e9));
        values.put(SampleKey.ofTag("other tool"), times(7, 2_000_000));
        log.write(new Interval(second * 1_000_000_000, (second + 1) * 1_000_000_000, values));
      }
    }
    return file;
  }

  private static Histogram times(int count, double nanos) {
    Histogram histogram = LatencyFigures.histogram();
    for (int i = 0; i < count; i++) {
      histogram.recordValue((long) (nanos * (1 + i / 100.0)));
    }
    return histogram;
  }
}
