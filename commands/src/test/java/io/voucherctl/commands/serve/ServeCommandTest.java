package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.serve.demo.DemoSeeding;
import io.voucherctl.server.gateway.OverloadLimits;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(30)
class ServeCommandTest {
  private static final DatabaseLogin LOGIN = new DatabaseLogin("shop", "hush", null);

  @TempDir Path folder;
  private final ServeCommand command = command();

  @Test
  void withoutFlagsARegionIsSmallAndSound() {
    line().parseArgs();
    assertThat(command.plan())
        .isEqualTo(
            new RegionPlan(
                1,
                0,
                new ApiPart(1, null, null),
                null,
                null,
                false,
                OverloadLimits.DEFAULTS,
                "128Mi",
                Duration.ofSeconds(10),
                1L));
  }

  @Test
  void flagsBecomeAPlan() {
    line()
        .parseArgs(
            "--gateways=2",
            "--port=8080",
            "--data=/var/data",
            "--tenants=t.yaml",
            "--state=region",
            "--defect=as1",
            "--shed-at=off",
            "--refuse-at=75%",
            "--max-in-flight=100",
            "--gateway-memory=64Mi",
            "--back-off-unit=500ms",
            "--seed=7");
    assertThat(command.plan())
        .isEqualTo(
            new RegionPlan(
                2,
                8080,
                new ApiPart(1, Path.of("/var/data"), null),
                Path.of("t.yaml"),
                Path.of("region"),
                true,
                new OverloadLimits(null, 75, 100),
                "64Mi",
                Duration.ofMillis(500),
                7L));
  }

  @Test
  void theDataDirectoryIsMadeAbsoluteBecausePodsStandElsewhere() {
    line().parseArgs("--data", "db");
    assertThat(command.plan().api().data()).isEqualTo(Path.of("db").toAbsolutePath());
  }

  @Test
  void withoutDemoDataThereIsNoSeed() {
    line().parseArgs("--no-demo", "--seed", "3");
    assertThat(command.plan().demoSeed()).isNull();
  }

  @Test
  void aSharedDatabaseMayHaveSeveralReplicasAndTheLoginOfTheEnvironment() {
    line().parseArgs("--api-replicas=3", "--store=jdbc:postgresql://db:5432/shop");
    assertThat(command.plan().api())
        .isEqualTo(new ApiPart(3, null, new SharedStore("jdbc:postgresql://db:5432/shop", LOGIN)));
  }

  @Test
  void aDatabaseThatIsAwayIsToldBeforeAnythingIsStarted() {
    CommandRun run =
        CommandRun.of(line(), "--store=jdbc:postgresql://db:5432/shop", "--state=" + folder);
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).startsWith("error: the database db:5432/shop does not answer\n");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--gateways=21 | --gateways must be 0 to 20",
        "--gateways=two | 'two' is not an int",
        "--port=70000 | a port is 0 to 65535, not 70000",
        "--defect=as2 | expected one of [as1]",
        "--gateway-memory=big | 'big' is not a memory size",
        "--back-off-unit=1m | --back-off-unit must be 100ms to 10s",
        "--back-off-unit=1 | '1' is not a duration",
        "--api-replicas=0 | --api-replicas must be 1 to 10, not 0: each is a process",
        "--api-replicas=11 | --api-replicas must be 1 to 10, not 11: each is a process",
        "--api-replicas=2 | SQLite has one writer; name a PostgreSQL database with --store",
        "--seed=x | 'x' is not a long",
        "--tenants=/nowhere/t.yaml | cannot read the tenants file /nowhere/t.yaml"
      })
  void whatIsWrongIsAUsageErrorInOneLine(String argument, String words) {
    CommandRun run = CommandRun.of(line(), argument);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(words).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPortInUseIsRefusedAndTheStateDirectoryIsFreeAgain() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.HOST))) {
      CommandRun run = CommandRun.of(line(), "--port=" + taken.getLocalPort(), "--state=" + folder);
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("hint: choose another port, or 0 for a free one");
    }
    StateDirectory.open(folder).close();
  }

  private CommandLine line() {
    return CommandRun.line(ServeCommand.class, false, List.of(command, api(), gateway()));
  }

  private static ServeCommand command() {
    JavaRuntime runtime = new JavaRuntime(Path.of("/nowhere/java"), "", null, "x.Main", "");
    return new ServeCommand(
        new Regions(
            runtime,
            InstantSource.system(),
            System::nanoTime,
            new SplittableRandom(1),
            ServeCommandTest::away,
            DemoSeeding.overHttp(InstantSource.system())),
        ServeCommandTest::nothing,
        LOGIN);
  }

  private static ServeApiCommand api() {
    return new ServeApiCommand(
        plan -> {
          throw new AssertionError(plan);
        },
        ServeCommandTest::nothing,
        LOGIN);
  }

  private static ServeGatewayCommand gateway() {
    return new ServeGatewayCommand(
        start -> {
          throw new AssertionError(start);
        },
        ServeCommandTest::nothing);
  }

  private static void nothing() {}

  private static void away(StoreAddress store) {
    throw StoreFailures.of(store, new IOException(new SQLException("refused", "08001")));
  }
}
