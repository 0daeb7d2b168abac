package io.voucherctl.commands.load;

import static io.voucherctl.commands.load.LoadBench.ACME;
import static io.voucherctl.commands.load.LoadBench.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.load.http.TlsTrust;
import io.voucherctl.server.quota.Rate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

/** From flags and plan file to what is to be done. */
@Timeout(20)
final class LoadCommandTest {
  @TempDir Path folder;
  private LoadBench load;

  @BeforeEach
  void open() throws Exception {
    load = new LoadBench(folder);
  }

  @Test
  void flagsBecomeAPlan() {
    LoadJob job =
        load.parse(
            "--target http://localhost:8080 --tenant acme=50/s --tenant globex=600/m"
                + " --duration 1m30s --warmup 2s --timeout 500ms --operation redeem=1"
                + " --operation acme:guess=100 --connections 4 --codes 9 --seed 7"
                + " --arrivals poisson --hlog "
                + folder.resolve("run.hlog"));

    assertThat(job)
        .isEqualTo(
            new LoadJob(
                new LoadTarget(URI.create("http://localhost:8080"), List.of(ACME, GLOBEX), 4),
                9,
                new LoadPlan(
                    List.of(
                        new LoadPlan.TenantLoad(
                            "acme",
                            Arrivals.poisson.model(Rate.perSecond(50)),
                            OperationMix.parse("guess=100")),
                        new LoadPlan.TenantLoad(
                            "globex",
                            Arrivals.poisson.model(Rate.parse("600/m")),
                            OperationMix.only(Operation.REDEEM))),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    7,
                    Shard.WHOLE,
                    folder.resolve("run.hlog"))));
  }

  @Test
  void fewFlagsAreEnough() {
    LoadJob job =
        load.parse("--target http://127.0.0.1:8080 --tenant acme=50/s globex=1/s --duration 5s");
    assertThat(job.plan())
        .isEqualTo(
            LoadPlan.of(
                    List.of(
                        new LoadPlan.TenantLoad("acme", Rate.perSecond(50), OperationMix.DEFAULT),
                        new LoadPlan.TenantLoad("globex", Rate.perSecond(1), OperationMix.DEFAULT)),
                    Duration.ofSeconds(5))
                .withWarmup(Duration.ofSeconds(2)));
    assertThat(job.codes()).isEqualTo(200);
    assertThat(job.target().connections()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target http://192.0.2.1:80 --tenant acme=1/s | load is sent to loopback addresses only",
        "--target http://example.com --tenant acme=1/s | load is sent to loopback addresses only",
        "--target http://127.0.0.1.example.com --tenant acme=1/s | loopback addresses only",
        "--target ftp://127.0.0.1:1 --tenant acme=1/s | must look like http://127.0.0.1:8080",
        "--target http://u:p@127.0.0.1:1 --tenant acme=1/s | must look like",
        "--target http://127.0.0.1:1/api --tenant acme=1/s | must look like",
        "--target 127.0.0.1 --tenant acme=1/s | must look like",
        "--tenant acme=50 | is not a rate; write a whole number",
        "--tenant acme=0/s | a load needs a rate above 0",
        "--tenant acme | is not a tenant and its rate",
        "--tenant acme=1/s --tenant acme=2/s | tenant acme stands twice",
        "--tenant acme=1/s --operation bogus=1 | is not an operation; there are validate",
        "--tenant acme=1/s --operation globex:guess=1 | names tenant globex, but no --tenant does",
        "--tenant acme=1/s --operation guess=1 --operation redeem=1 | stands twice for every"
            + " tenant",
        "--tenant acme=1/s --connections 0 | connections must be 1 to 10000",
        "--tenant acme=1/s --fail-if p99>250 | --fail-if: in 'p99>250': '250' (word 3): that is",
        "--tenant acme=1/s --expect-quota acme=20 | is not a rate",
        "--tenant acme=1/s --expect-quota acme=20/s,bust=4 | only burst=N can follow the rate",
        "--tenant acme=1/s --codes 0 | codes must be 1 to 100000",
        "--tenant acme=1/s --timeout 0s | timeout must be",
        "--tenant acme=1/s --timeout 5m | timeout must be",
        "--tenant acme --concurrency 0 | concurrency must be 1 to 10000",
        "--tenant acme=1/s --concurrency 2 | every tenant has one",
        "--tenant acme --concurrency 1 --shard 1/2 | 2 shards cannot share 1 requests in flight",
        "--tenant acme=1/s --shard 3/2 | a shard is 1/n to n/n",
        "--tenant acme=1/s --shard half | is not a shard; write which of how many, such as 2/4",
        "--tenant acme=1/s --http 3 | is not a version of HTTP that load speaks",
        "--tenant acme=1/s --insecure | are for an https target",
        "--tenant acme=1/s --key-distribution zip | is not a key distribution",
        "--tenant acme=1/s --key-distribution globex:zipf | names tenant globex, but no --tenant",
        "--tenant acme=1/s --key-distribution hot,share=9%,keys=201 | it has only 200 vouchers",
        "--tenant acme=1/s --max-in-flight 0 | requests in flight must be 1 to 100000",
      })
  void wrongFlagsAreSaidToBeWrong(String flags, String message) {
    String target = flags.contains("--target") ? "" : "--target http://127.0.0.1:1 ";
    assertThatThrownBy(() -> load.parse(target + flags + " --duration 1s"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void wrongFilesAreSaidToBeWrong() throws Exception {
    assertThatThrownBy(
            () -> load.parse("--target http://127.0.0.1:1 --tenant nobody=1/s --duration 1s"))
        .isInstanceOfSatisfying(
            Failure.BadInput.class,
            failure -> {
              assertThat(failure.line()).contains("no tenant 'nobody'");
              assertThat(failure.hint()).isEqualTo("there are acme, globex");
            });
    assertThatThrownBy(() ->
            load.parse(
                "--target http://127.0.0.1:1 --tenant acme=1/s --duration 1s --hlog "
                    + folder.resolve("no/such.hlog")))
        .isInstanceOf(Failure.BadInput.class);
    Files.writeString(load.tenants, "tenants: [{id: acme");
    assertThatThrownBy(
            () -> load.parse("--target http://127.0.0.1:1 --tenant acme=1/s --duration 1s"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("broken YAML");
    Files.delete(load.tenants);
    assertThatThrownBy(
            () -> load.parse("--target http://127.0.0.1:1 --tenant acme=1/s --duration 1s"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining("no tenants file");
  }

  @Test
  void everyFlagOfALoadCounts() {
    LoadJob job =
        load.parse(
            "--target https://127.0.0.1:8443 --tenant acme globex=5/s --concurrency 6 --shard 2/3"
                + " --key-distribution hot,share=90% --key-distribution acme:zipf,exponent=2"
                + " --max-in-flight 7 --http 2 --ca ca.pem --duration 5s --fail-if p99>1s --fail-if"
                + " p50>1s --abort-if max>5s --report "
                + folder.resolve("run.html"));
    LoadPlan plan = job.plan();
    assertThat(plan.tenants())
        .containsExactly(
            new LoadPlan.TenantLoad(
                "acme",
                new LoadModel.Closed(6),
                OperationMix.DEFAULT,
                new KeyDistribution.Zipf(2),
                7),
            new LoadPlan.TenantLoad(
                "globex",
                LoadModel.Open.constant(Rate.perSecond(5)),
                OperationMix.DEFAULT,
                new KeyDistribution.Hot(0.9, 1),
                7));
    assertThat(plan.shard()).isEqualTo(new Shard(2, 3));
    assertThat(plan.concurrency(plan.tenants().get(0))).isEqualTo(2);
    assertThat(plan.concurrency(plan.tenants().get(1))).isZero();
    assertThat(job.target().http()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(job.target().tls()).isEqualTo(new TlsTrust(Path.of("ca.pem"), false));
    assertThat(job.report()).isEqualTo(folder.resolve("run.html"));
    assertThat(job.failIf()).containsExactly(Threshold.parse("p99>1s"), Threshold.parse("p50>1s"));
    assertThat(job.abortIf()).containsExactly(Threshold.parse("max>5s"));
  }

  @Test
  void flagsCountMoreThanThePlanFile() throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            schema: voucherctl.load-plan/v1
            target: http://127.0.0.1:1111
            tenants-file: tenants.yaml
            warmup: 1s
            seed: 5
            connections: 3
            tenants:
            - {name: acme, stages: [{constant: {rate: 1/s, for: 3s}}], connections: 9}
            fail-if: [p99 > 1s]
            """);
    LoadJob planned = load.runJob(plan.toString());
    assertThat(planned.plan().duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(planned.plan().warmup()).isEqualTo(Duration.ofSeconds(1));
    assertThat(planned.plan().seed()).isEqualTo(5);
    assertThat(planned.target().uri()).isEqualTo(URI.create("http://127.0.0.1:1111"));
    assertThat(planned.target().connectionsOf("acme")).isEqualTo(9);
    assertThat(planned.target().tenants()).containsExactly(ACME);

    LoadJob changed =
        load.runJob(
            "%s --target http://127.0.0.1:2222 --tenant acme=9/s --tenant globex=2/s --duration 1s"
                    .formatted(plan)
                + " --warmup 0s --seed 6 --connections 4 --fail-if p50>1s");
    assertThat(changed.plan().tenants())
        .containsExactly(
            new LoadPlan.TenantLoad("acme", Rate.perSecond(9), OperationMix.DEFAULT),
            new LoadPlan.TenantLoad("globex", Rate.perSecond(2), OperationMix.DEFAULT));
    assertThat(changed.plan().duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(changed.plan().warmup()).isZero();
    assertThat(changed.plan().seed()).isEqualTo(6);
    assertThat(changed.target().uri()).isEqualTo(URI.create("http://127.0.0.1:2222"));
    assertThat(changed.target().connectionsOf("acme")).isEqualTo(4);
    assertThat(changed.failIf()).extracting(Threshold::text).containsExactly("p99 > 1s", "p50>1s");
    assertThat(load.runJob(plan + " --concurrency 2").plan().tenants().getFirst().model())
        .isEqualTo(new LoadModel.Closed(2));
  }

  @Test
  void aTenantOfThePlanWithoutKeysIsSaidWithItsPlace() throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            schema: voucherctl.load-plan/v1
            tenants-file: tenants.yaml
            duration: 3s
            tenants: [{name: acmee, rate: 1/s}]
            """);
    assertThatThrownBy(() -> load.runJob(plan + " --target http://127.0.0.1:1"))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageContaining(":4:18: unknown tenant 'acmee' in the tenants file; did you mean");
    assertThatThrownBy(() -> load.runJob(plan.toString()))
        .hasMessageContaining("option: '--target=URL'");
    assertThat(load.execute("plan", plan.toString())).isNotZero();
  }

  @Test
  void whatIsMissingIsSaidAtOnce() {
    assertThatThrownBy(() -> load.job(""))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "Missing required options: '--target=URL', '--tenants=FILE', '--tenant=NAME=RATE',"
                + " '--duration=TIME'");
    assertThatThrownBy(() -> load.parse("--target http://127.0.0.1:1 --tenant acme=1/s"))
        .hasMessage("Missing required option: '--duration=TIME'");
  }

  @Test
  void optionsBeforeTheSubcommandAreNotSwallowed() {
    assertThat(load.execute("--duration", "1s", "run")).isEqualTo(2);
    assertThat(load.err.toString()).contains("options stand behind 'run', not before it");
  }

  @Test
  void aPlanIsCheckedOrExplained() throws Exception {
    Path plan =
        Files.writeString(
            folder.resolve("plan.yaml"),
            """
            schema: voucherctl.load-plan/v1
            tenants-file: tenants.yaml
            tenants: [{name: acme, stages: [{ramp: {from: 1/s, to: 9/s, for: 4s}}]}]
            """);
    assertThat(load.execute("plan", plan.toString())).isZero();
    assertThat(load.out.toString())
        .isEqualTo(plan + " is a valid plan: 1 tenant, 4s, 20 requests, peak 9/s\n");
    assertThat(load.execute("plan", plan.toString(), "--explain", "--shard", "1/2")).isZero();
    assertThat(load.out.toString()).contains("shard 1/2 sends 10\n", "ramp 1/s to 9/s");
    assertThat(load.err.toString()).isEmpty();
  }
}
