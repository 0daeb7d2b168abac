package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
  @TempDir Path folder;
  private final ServeCommand command = command();

  @Test
  void withoutFlagsARegionIsSmallAndSound() {
    line().parseArgs();
    assertThat(command.plan())
        .isEqualTo(new RegionPlan(1, 0, null, null, null, false, "128Mi", Duration.ofSeconds(10)));
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
            "--gateway-memory=64Mi",
            "--back-off-unit=500ms");
    assertThat(command.plan())
        .isEqualTo(
            new RegionPlan(
                2,
                8080,
                Path.of("/var/data"),
                Path.of("t.yaml"),
                Path.of("region"),
                true,
                "64Mi",
                Duration.ofMillis(500)));
  }

  @Test
  void theDataDirectoryIsMadeAbsoluteBecausePodsStandElsewhere() {
    line().parseArgs("--data", "db");
    assertThat(command.plan().data()).isEqualTo(Path.of("db").toAbsolutePath());
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
        new Regions(runtime, InstantSource.system(), System::nanoTime, new SplittableRandom(1)),
        ServeCommandTest::nothing);
  }

  private static ServeApiCommand api() {
    return new ServeApiCommand(
        plan -> {
          throw new AssertionError(plan);
        },
        ServeCommandTest::nothing);
  }

  private static ServeGatewayCommand gateway() {
    return new ServeGatewayCommand(
        start -> {
          throw new AssertionError(start);
        },
        ServeCommandTest::nothing);
  }

  private static void nothing() {}
}
