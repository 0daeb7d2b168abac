package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final Rate RATE = Rate.perSecond(10);
  private static final LoadJob JOB =
      new LoadJob(
          new LoadTarget(
              URI.create("http://127.0.0.1:8080"),
              List.of(new Tenant("acme", "app", "secret-token", TenantQuota.of("acme", RATE))),
              1),
          1,
          LoadPlan.of(
              List.of(new LoadPlan.TenantLoad("acme", RATE, OperationMix.DEFAULT)),
              Duration.ofSeconds(2)));

  @TempDir private Path folder;

  @Test
  void thePageTellsWhatWasAskedForAndWhatCameOfIt() throws Exception {
    String page = page(List.of(result(1, ThresholdResult.Word.PASSED)));

    assertThat(page)
        .contains("valid run", "passed", "tenant=t1 p99 &gt; 1s", "10/s (open)", "voucherctl 1.2.3")
        .doesNotContain("secret-token");
  }

  @Test
  void ofManyConditionsTheBreachedOnesStandFirstAndTheOthersAreCounted() throws Exception {
    List<ThresholdResult> results =
        IntStream.range(0, 200)
            .mapToObj(i ->
                result(
                    i, i % 10 == 9 ? ThresholdResult.Word.BREACHED : ThresholdResult.Word.PASSED))
            .toList();

    String page = page(results);

    assertThat(page)
        .contains("tenant=t9 p99", "tenant=t119 p99", "8 more", "180 conditions and quotas")
        .doesNotContain("tenant=t129 p99", "tenant=t1 p99");
  }

  @Test
  void aRunInWhichNothingWasMeasuredLeavesNoPage() throws Exception {
    Path file = folder.resolve("none.html");
    new ReportPage(file, JOB, clock(), "voucherctl 1.2.3").write(report(List.of()));

    assertThat(file).doesNotExist();
  }

  private String page(List<ThresholdResult> results) throws Exception {
    Path file = folder.resolve("run.html");
    ReportPage page = new ReportPage(file, JOB, clock(), "voucherctl 1.2.3");
    page.interval(Intervals.second(0).with("acme", "validate", "ok", 10, 5).get());
    page.write(report(results));
    return Files.readString(file);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
  }

  private static ThresholdResult result(int tenant, ThresholdResult.Word verdict) {
    String text = "tenant=t" + tenant + " p99 > 1s";
    Threshold threshold = Threshold.parse(text);
    return new ThresholdResult(
        text, verdict, 5_000.0, 1_000_000, threshold.measure().unit(), 10, 0, 2, null, null);
  }

  private static LoadReport report(List<ThresholdResult> results) {
    return new LoadReport(
        LoadReport.SCHEMA,
        2,
        0,
        LoadReport.OPEN,
        null,
        true,
        null,
        null,
        null,
        List.of(),
        LatencyFigures.NONE,
        0,
        List.of(),
        results,
        List.of());
  }
}
