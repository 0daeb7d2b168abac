package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyExportTest {
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder;

  private final Histogram ok = new Histogram(1_000, 300_000_000_000L, 3);
  private Path log;

  @BeforeEach
  void record() {
    for (int i = 1; i <= 1_000; i++) {
      ok.recordValue(i * 100_000L);
    }
    Histogram dropped = new Histogram(1_000, 300_000_000_000L, 3);
    dropped.recordValueWithCount(1, 4);
    log = folder.resolve("run.hlog");
    try (HlogWriter to = new HlogWriter(log, Instant.parse("2026-03-01T10:00:00Z"))) {
      to.write(new Interval(0, SECOND, Map.of(SampleKey.ofTag("acme/redeem/ok"), ok)));
      to.write(
          new Interval(
              SECOND,
              2 * SECOND,
              Map.of(
                  SampleKey.ofTag("acme/redeem/dropped"), dropped, SampleKey.ofTag("=1+1"), ok)));
    }
  }

  @Test
  void hgrmIsWhatTheLibraryPrints() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ok.outputPercentileDistribution(new PrintStream(printed, true, StandardCharsets.UTF_8), 5, 1e6);

    assertThat(export("hgrm", "--tenant", "acme").out().lines().filter(l -> !l.startsWith("#")))
        .containsExactlyElementsOf(
            printed
                .toString(StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.startsWith("#"))
                .toList());
  }

  @Test
  void csvHasARowForEachIntervalAndGroup() {
    assertThat(export("csv").out().lines())
        .containsExactlyInAnyOrder(
            "start,seconds,tenant,operation,outcome,count,ok,rejected,failed,timeout,refused,reset,"
                + "dropped,p50_us,p90_us,p99_us,p99.9_us,max_us",
            "2026-03-01T10:00:00Z,1.0,acme,,,1000,1000,0,0,0,0,0,0,50004,90046,99025,99942,100008",
            "2026-03-01T10:00:01Z,1.0,acme,,,4,0,0,0,0,0,0,4,,,,,",
            "2026-03-01T10:00:01Z,1.0,\"'=1+1\",,,1000,,,,,,,,50004,90046,99025,99942,100008");
    assertThat(export("csv", "--percentiles", "--by", "all").out())
        .startsWith("tenant,operation,outcome,percentile,value_ms,count\nacme,redeem,ok,0.0,0.1")
        .contains("acme,redeem,ok,50.0,50.004,500\n");
  }

  @Test
  void jsonHasBoth() throws Exception {
    JsonNode document = new ObjectMapper().readTree(export("json", "--by", "all").out());

    assertThat(document.get("schema").asText()).isEqualTo("voucherctl.latency-export/v1");
    assertThat(document.get("intervals")).hasSize(3);
    assertThat(document.get("distributions")).hasSize(3);
    assertThat(document.at("/distributions/0/percentiles/0/count").asLong()).isPositive();
    assertThat(document.at("/intervals/0/responseTime/p99Micros").asLong()).isEqualTo(99_025);
  }

  @Test
  void aFileIsWrittenWholeAndNamed() throws Exception {
    Path out = folder.resolve("run.csv");
    Run run = export("csv", "--out", out.toString());

    assertThat(run.out()).isEqualTo("written to " + out + "\n");
    assertThat(Files.readAllLines(out)).hasSize(4);
    assertThat(export("csv", "--out", folder.resolve("no/run.csv").toString()).failure())
        .hasMessageContaining("no such directory");
  }

  @Test
  void combinationsThatMakeNoSenseAreRefused() {
    for (List<String> wrong :
        List.of(List.of("hgrm", "--by", "all"), List.of("json", "--percentiles"), List.of("x"))) {
      assertThat(export(wrong.toArray(String[]::new)).exit()).as("%s", wrong).isEqualTo(2);
    }
    assertThat(Run.of("compare", log.toString(), log.toString(), "--by", "outcome").exit())
        .isEqualTo(2);
    for (String percent : List.of("5", "-1%", "x%", "100%", "")) {
      assertThat(
              Run.of("compare", log.toString(), log.toString(), "--max-regression", percent).exit())
          .as(percent)
          .isEqualTo(2);
    }
    assertThat(Run.of("compare", log.toString(), log.toString(), "--resamples", "3").exit())
        .isEqualTo(2);
  }

  @Test
  void comparingReadsBothLogs() {
    Path a = folder.resolve("a.hlog");
    Path b = folder.resolve("b.hlog");
    SyntheticRun calm = SyntheticRun.ordinary().unsteady(0.3, 0.02).lasting(30);
    calm.write(a, 1);
    calm.slowedBy(1.5).write(b, 2);

    Run same = Run.of("compare", a.toString(), a.toString(), "--max-regression", "10%");
    assertThat(same.exit()).isZero();
    assertThat(same.out()).contains("no regression: ").contains("allowed: 10 % slower");
    Run slower = Run.of("compare", a.toString(), b.toString(), "--resamples", "500");
    assertThat(slower.exit()).isEqualTo(3);
    assertThat(slower.out()).contains("tenant-0\tp99\t").contains("regressed: ");
    assertThat(Run.of("compare", log.toString(), log.toString()).exit()).isEqualTo(6);
  }

  @Test
  void mergingSaysWhatItWrote() {
    Path out = folder.resolve("all.hlog");
    Run run = Run.of("merge", log.toString(), "--out", out.toString());

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo("OUT\tREQUESTS\tINTERVALS\tSECONDS\n" + out + "\t2004\t2\t2.0\n");
    assertThat(Run.of("merge", log.toString(), "--out", out.toString()).failure())
        .hasMessageContaining("exists");
  }

  private Run export(String... formatAndMore) {
    List<String> arguments = new ArrayList<>(List.of("export", log.toString(), "--format"));
    arguments.addAll(List.of(formatAndMore));
    return Run.of(arguments.toArray(String[]::new));
  }
}
