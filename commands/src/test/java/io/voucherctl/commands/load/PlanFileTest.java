package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.ExitCode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.server.quota.Rate;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PlanFileTest {
  private static final String HEAD = "schema: voucherctl.load-plan/v1\n";

  @TempDir Path folder;

  @Test
  void aPlanIsReadWhole() throws Exception {
    PlanFile plan =
        read(
            HEAD
                + """
                target: https://127.0.0.1:8443
                tenants-file: keys/tenants.yaml
                http: 2
                ca: ca.pem
                duration: 2m
                warmup: 0s
                timeout: 500ms
                seed: -7
                codes: 50
                connections: 8
                defaults:
                  operations: {validate: 3, redeem: 1}
                  keys: zipf
                  max-in-flight: 20
                tenants:
                - name: acme
                  stages:
                  - constant: {rate: 50/s, for: 10s}
                  - ramp: {from: 0/s, to: 500/m, for: 30s}
                  - step: {from: 1/s, to: 9/s, steps: 5, for: 10s}
                  - burst: {rate: 1/s, peak: 9/s, every: 5s, length: 1s, for: 10s}
                  - burst: {rate: 1/s, extra: 8, every: 5s, length: 1s, for: 10s}
                  - poisson: {rate: 50/s}
                  connections: 3
                - {name: globex, concurrency: 4, keys: {hot: {share: 90%, keys: 5}}}
                - {name: initech, rate: 10/s, operations: guess=1, max-in-flight: 5}
                fail-if:
                - tenant=acme p99 > 250ms over 10s
                abort-if: [error rate > 50%]
                """);

    OperationMix mix = OperationMix.parse("validate=3,redeem=1");
    KeyDistribution zipf = new KeyDistribution.Zipf(1);
    Duration ten = Duration.ofSeconds(10);
    Duration five = Duration.ofSeconds(5);
    Duration one = Duration.ofSeconds(1);
    LoadModel stages =
        new LoadModel.Open(
            List.of(
                new Stage.Constant(Rate.perSecond(50), ten),
                new Stage.Ramp(Rate.perSecond(0), Rate.parse("500/m"), Duration.ofSeconds(30)),
                new Stage.Step(Rate.perSecond(1), Rate.perSecond(9), 5, ten),
                new BurstStage(Rate.perSecond(1), Rate.perSecond(9), five, one, ten),
                new BurstStage(Rate.perSecond(1), Rate.perSecond(9), five, one, ten),
                new Stage.Poisson(Rate.perSecond(50), null)));
    assertThat(plan.tenants())
        .containsExactly(
            new LoadPlan.TenantLoad("acme", stages, mix, zipf, 20),
            new LoadPlan.TenantLoad(
                "globex", new LoadModel.Closed(4), mix, new KeyDistribution.Hot(0.9, 5), 20),
            new LoadPlan.TenantLoad(
                "initech",
                LoadModel.Open.constant(Rate.perSecond(10)),
                OperationMix.only(Operation.GUESS),
                zipf,
                5));
    assertThat(plan.target()).isEqualTo(URI.create("https://127.0.0.1:8443"));
    assertThat(plan.tenantsFile()).isEqualTo(folder.resolve("keys/tenants.yaml"));
    assertThat(plan.authorities()).isEqualTo(folder.resolve("ca.pem"));
    assertThat(plan.http()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(plan.duration()).isEqualTo(Duration.ofMinutes(2));
    assertThat(plan.warmup()).isZero();
    assertThat(plan.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(plan.seed()).isEqualTo(-7);
    assertThat(plan.codes()).isEqualTo(50);
    assertThat(plan.connections()).isEqualTo(8);
    assertThat(plan.ownConnections()).containsOnlyKeys("acme").containsEntry("acme", 3);
    assertThat(plan.failIf())
        .containsExactly(
            new ThresholdText(
                "tenant=acme p99 > 250ms over 10s", folder.resolve("plan.yaml") + ":29:3"));
    assertThat(plan.abortIf())
        .containsExactly(
            new ThresholdText("error rate > 50%", folder.resolve("plan.yaml") + ":30:12"));
  }

  @Test
  void twoHundredTenantsAreThreeLines() throws Exception {
    PlanFile plan =
        read(
            HEAD
                + """
                tenants:
                - name: tenant-{001..200}
                  count: 200
                  total-rate: 1000/s
                  spread: zipf,exponent=1.2
                  keys: zipf,exponent=1.1
                """);
    assertThat(plan.tenants()).hasSize(200);
    assertThat(plan.tenants().getFirst().tenant()).isEqualTo("tenant-001");
    assertThat(plan.tenants().getLast().tenant()).isEqualTo("tenant-200");
    List<Double> rates =
        plan.tenants().stream().map(load -> load.model().timeline(0, 0).rateAt(1)).toList();
    assertThat(rates.stream().mapToDouble(rate -> rate).sum()).isBetween(999.99, 1_000.01);
    assertThat(rates).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    assertThat(rates.get(0) / rates.get(9)).isBetween(15.84, 15.86);
  }

  @Test
  void everyMistakeIsSaidWithItsPlace() throws Exception {
    String broken =
        HEAD
            + """
            durration: 60s
            duration: 60
            tenants:
            - name: acme
              rate: 50/s
              concurrency: 4
            - name: globex
              stages:
              - ramp: {from: 10/s, to: 100, for: 30s}
              - const: {rate: 5/s, for: 20s}
            - name: acme
              rate: 10/s
              operations: {validate: 0, redeem: 0}
            - name: [initech]
              rate: {per: second}
            fail-if: p99 > 1s
            """;
    Golden.check("load/broken-plan.txt", failure(broken).line().replace(folder + "/", "") + "\n");
    assertThat(failure(broken).code()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenants: [] | 'tenants' must be a list with at least one entry",
        "tenants: {a: 1} | 'tenants' must be a list",
        "tenants: [{rate: 1/s}] | a tenant needs 'name'",
        "tenants: [{name: a}] | a tenant needs one of rate, total-rate, stages or concurrency",
        "tenants: [a] | a tenant must be keys and values",
        "tenants: [{name: 'a b', rate: 1/s}] | 'a b' is not a name",
        "tenants: [{name: 'a{2..1}', rate: 1/s}] | must count upwards",
        "tenants: [{name: 'a{1..9}', count: 3, rate: 1/s}] | stands for 9 tenants, not 3",
        "tenants: [{name: a, count: 3, rate: 1/s}] | write a pattern such as tenant-{1..3}",
        "tenants: [{name: a, rate: 0/s}] | rate: a load needs a rate above 0",
        "tenants: [{name: a, rate: 1/s, spread: zipf}] | only a total-rate can be spread",
        "tenants: [{name: 'a{1..99}', total-rate: 1/h}] | too little for 99 tenants",
        "tenants: [{name: a, stages: []}] | 'stages' must be a list",
        "tenants: [{name: a, stages: [{}]}] | a stage is one of constant, ramp, step",
        "tenants: [{name: a, stages: [{ramp: {from: 1/s, to: 2/s}}]}] | a ramp needs 'for'",
        "tenants: [{name: a, stages: [{ramp: {from: 1/s, for: 2s}}]}] | a ramp needs 'to'",
        "tenants: [{name: a, stages: [{constant: {rate: 0/s, for: 1s}}]}] | no rate is above 0",
        "tenants: [{name: a, stages: [{constant: {rate: 1/s}}, {constant: {rate: 1/s}}]}] | only"
            + " the last one may do without 'for'",
        "tenants: [{name: a, stages: [{burst: {rate: 1/s, every: 5s, length: 1s, for: 9s}}]}] |"
            + " either 'peak' (a rate) or 'extra'",
        "tenants: [{name: a, stages: [{burst: {rate: 1/s, peak: 2/s, every: 1s, length: 1s, for:"
            + " 9s}}]}] | length < every <= for",
        "tenants: [{name: a, stages: [{step: {from: 1/s, to: 2/s, steps: 1, for: 9s}}]}] | steps:"
            + " must be a whole number from 2 to 1000",
        "tenants: [{name: a, stages: [{replay: {hlog: none.hlog}}]}] | replay: cannot read",
        "tenants: [{name: a, rate: 1/s, keys: {hot: {share: 9}}}] | keys: '9' is not a share",
        "tenants: [{name: a, rate: 1/s, keys: {zip: {}}}] | did you mean 'zipf'?",
        "tenants: [{name: a, rate: 1/s, keys: 'hot,share=9%,keys=201'}] | only 200 vouchers",
        "tenants: [{name: a, rate: 1/s, operations: {redem: 1}}] | did you mean 'redeem'?",
        "tenants: [{name: a, rate: 1/s, operations: {redeem: -1}}] | from 0 to 1000000, not '-1'",
        "tenants: [{name: a, rate: 1/s, max-in-flight: 0}] | from 1 to 100000, not '0'",
        "target: http://192.0.2.1:80 | load is sent to loopback addresses only",
        "target: 'http://[' | the target must look like http://127.0.0.1:8080",
        "http: 3 | is not a version of HTTP that load speaks; write 1.1 or 2",
        "timeout: 5m | timeout must be 1ms to 4m, not 5m",
        "seed: x | must be a whole number of at most 18 digits",
        "codes: 100001 | from 1 to 100000",
        "fail-if: [''] | a condition is missing",
        "fail-if: [acme p99 > 250] | acme",
      })
  void oneMistakeIsSaidInItsWords(String text, String message) throws Exception {
    Failure failure = failure(HEAD + text + "\n");
    assertThat(failure.line()).contains("plan.yaml has a mistake:\n", message).hasLineCount(2);
  }

  @Test
  void stagesLongerThanThePlanAreAMistakeAndShorterOnesAreNot() throws Exception {
    String stages = "tenants: [{name: a, stages: [{constant: {rate: 1/s, for: 30s}}]}]\n";
    assertThat(failure(HEAD + "duration: 20s\n" + stages).line())
        .contains("together they last 30s, but the duration of the plan is 20s")
        .contains("write duration: 30s");
    assertThat(read(HEAD + "duration: 40s\n" + stages).tenants()).hasSize(1);
  }

  @Test
  void aForeignOrMissingSchemaIsAMistake() throws Exception {
    assertThat(failure("schema: voucherctl.load-plan/v2\n").line())
        .contains(":1:9: schema: 'voucherctl.load-plan/v2' is not a schema")
        .contains("write voucherctl.load-plan/v1");
    assertThat(failure("tenants: [{name: a, rate: 1/s}]\n").line()).contains("needs 'schema'");
    assertThat(failure("- a\n").line()).contains("a plan must be keys and values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: [b",
        "a: b: c",
        "\t",
        "a: &x [*x]\nb: *y",
        "--- a\n--- b",
        "!!java.net.URL [http://127.0.0.1]",
        "a: \u0007"
      })
  void whatIsNoPlanAtAllGetsOneLine(String text) throws Exception {
    assertThat(failure(text).line()).matches("[^\n]+|[^\n]+a mistake:\n[^\n]+");
  }

  @Test
  void aHostileFileIsCheapAndGetsOneLine() throws Exception {
    assertThat(failure("[".repeat(100_000)).line()).contains("not YAML").hasLineCount(1);
    assertThat(failure("#".repeat(2 << 20)).line()).contains("larger than 1 MiB");
    String stage = "{constant: {rate: 1/s, for: 1ms}}";
    String bomb =
        HEAD
            + "x: &s ["
            + (stage + ", ").repeat(900)
            + stage
            + "]\ntenants:\n"
            + "- {name: 'a{1..9}', stages: *s}\n".repeat(5_000);
    assertThat(failure(bomb).line()).contains("more than 200000 values, aliases followed");
    String flood = HEAD + "k: 1\n".repeat(100_000);
    assertThat(failure(flood).line()).contains("100000 mistakes:", "and 99980 more");
    assertThat(failure(HEAD + "seed: " + "9".repeat(100_000)).line()).hasSizeLessThan(400);
    Path file = folder.resolve("plan.yaml");
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> PlanFileReader.read(file)).hasMessageContaining("not text in UTF-8");
    assertThatThrownBy(() -> PlanFileReader.read(folder))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("cannot read plan file");
  }

  @Test
  void aReplayTakesTheCountsOfItsTenantFromALog() throws Exception {
    writeLog(folder.resolve("run.hlog"));
    PlanFile plan =
        read(
            HEAD
                + """
                tenants:
                - {name: acme, stages: [{replay: {hlog: run.hlog}}]}
                - name: other
                  stages:
                  - replay: {hlog: run.hlog, tenant: globex, arrivals: poisson, for: 2s}
                """);
    ReplayStage acme = stage(plan.tenants().get(0));
    assertThat(acme.counts())
        .extracting(RecordedCounts.Stretch::requests)
        .containsExactly(5L, 0L, 9L, 1L);
    assertThat(acme.counts())
        .extracting(RecordedCounts.Stretch::nanos)
        .containsExactly(1_000_000_000L, 1_000_000_000L, 1_000_000_000L, 1_000_000L);
    assertThat(acme.lasts()).isBetween(Duration.ofMillis(3_001), Duration.ofMillis(3_003));
    assertThat(acme).hasToString("replay run.hlog (acme)");
    ReplayStage other = stage(plan.tenants().get(1));
    assertThat(other.random()).isTrue();
    assertThat(other.counts()).extracting(RecordedCounts.Stretch::requests).containsExactly(2L);
    assertThat(other.lasts()).isEqualTo(Duration.ofSeconds(2));

    assertThat(
            failure(HEAD + "tenants: [{name: acmee, stages: [{replay: {hlog: run.hlog}}]}]\n")
                .line())
        .contains("unknown tenant 'acmee' in", "did you mean 'acme'?");
    Files.writeString(folder.resolve("run.hlog"), "0.5,1,2,nonsense\n0.5,1,2,nonsense\n");
    assertThat(
            failure(HEAD + "tenants: [{name: acme, stages: [{replay: {hlog: run.hlog}}]}]\n")
                .line())
        .contains("is not a whole histogram log");
  }

  private static ReplayStage stage(LoadPlan.TenantLoad load) {
    return (ReplayStage) ((LoadModel.Open) load.model()).stages().getFirst();
  }

  private static void writeLog(Path path) throws IOException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(path.toFile()), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      log.outputLogFormatVersion();
      log.outputStartTime(1_000_000);
      log.outputBaseTime(1_000_000);
      log.outputLegend();
      interval(log, "acme/validate/ok", 0, 3);
      interval(log, "acme/redeem/rejected", 0, 2);
      interval(log, "globex/validate/ok", 0, 2);
      interval(log, "acme/validate/dropped", 2, 9);
      // The last answer of a run may come within the millisecond in which it ends.
      Histogram last = LatencyFigures.histogram();
      last.recordValue(1);
      last.setTag("acme/validate/ok");
      log.outputIntervalHistogram(3, 3, last);
    }
  }

  private static void interval(HistogramLogWriter log, String tag, int from, int count) {
    Histogram histogram = LatencyFigures.histogram();
    histogram.recordValueWithCount(1_000_000, count);
    histogram.setTag(tag);
    log.outputIntervalHistogram(from, from + 1.0, histogram);
  }

  private PlanFile read(String text) throws IOException {
    return PlanFileReader.read(Files.writeString(folder.resolve("plan.yaml"), text));
  }

  private Failure failure(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), text);
    Failure failure = catchThrowableOfType(Failure.BadInput.class, () -> PlanFileReader.read(file));
    assertThat(failure).as(text.length() < 200 ? text : "the file").isNotNull();
    return failure;
  }
}
