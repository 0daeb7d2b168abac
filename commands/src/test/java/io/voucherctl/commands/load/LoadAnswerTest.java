package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.console.Terminal;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.load.http.WireServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From flags to a target, and what is shown of it. */
@Timeout(20)
final class LoadAnswerTest {
  @TempDir Path folder;
  private LoadBench load;

  @BeforeEach
  void open() throws Exception {
    load = new LoadBench(folder);
  }

  @Test
  void aPlanIsRun() throws Exception {
    try (WireServer server =
        new WireServer((line, _) -> WireServer.status(line.contains("/import") ? 202 : 200))) {
      Path plan =
          Files.writeString(
              folder.resolve("plan.yaml"),
              """
              schema: voucherctl.load-plan/v1
              tenants-file: tenants.yaml
              warmup: 0s
              codes: 3
              tenants:
              - name: acme
                stages:
                - constant: {rate: 100/s, for: 200ms}
                - ramp: {from: 100/s, to: 300/s, for: 200ms}
              """);
      int exit =
          load.execute("run", plan.toString(), "--target", server.uri().toString(), "-o", "json");
      assertThat(exit).isIn(0, 6);
      assertThat(load.out.toString())
          .contains("\"targetRate\":150.0,", "\"offered\":60,", "\"outcomes\":{\"ok\":60,");
    }
  }

  @Test
  void preparesRunsAndShows() throws Exception {
    List<String> lines = new ArrayList<>();
    try (WireServer server =
        new WireServer((line, _) -> {
          synchronized (lines) {
            lines.add(line);
          }
          return WireServer.status(line.contains("/import") ? 202 : 200);
        })) {
      int exit =
          load.execute(
              load.args(
                  "--target "
                      + server.uri()
                      + " --tenant acme=100/s --duration 300ms --warmup 0s --codes 3 -o json"));

      assertThat(exit).isIn(0, 6);
      assertThat(load.out.toString())
          .startsWith("{\"schema\":\"voucherctl.load/v2\",\"durationSeconds\":0.3,")
          .contains("\"tenant\":\"acme\",\"targetRate\":100.0,", "\"offered\":30,")
          .contains("\"outcomes\":{\"ok\":30,\"rejected\":0,\"failed\":0,\"timeout\":0,")
          .hasLineCount(1);
      assertThat(load.err.toString()).startsWith("preparing 3 vouchers of acme");
      assertThat(lines).hasSize(1 + 1 + 30);
      assertThat(lines.getFirst()).isEqualTo("POST /v1/vouchers/import HTTP/1.1");
    }
  }

  @Test
  void aQuotaOfATenantThatIsNotCalledIsRefused() {
    LoadJob job = load.parse("--target http://127.0.0.1:9 --tenant acme=1/s --duration 5s");
    ExpectedQuota acme = ExpectedQuota.parse("acme=1/s");
    ExpectedQuota globex = ExpectedQuota.parse("globex=1/s");
    assertThatThrownBy(() -> LoadChecks.of(job, List.of(globex), Optional.empty()))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("--expect-quota globex: the run has no such tenant");
    assertThatThrownBy(() -> LoadChecks.of(job, List.of(acme, acme), Optional.empty()))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessage("--expect-quota acme stands twice");
  }

  @Test
  void aBreachIsShownAndChangesTheExitCode() throws Exception {
    try (WireServer server = guessesGet(404)) {
      int exit =
          run(
              server,
              "--duration 500ms",
              "--fail-if",
              "error rate > 1%",
              "--fail-if",
              "p99 > 30s",
              "--expect-quota",
              "acme=20/s,burst=5");

      assertThat(exit).isEqualTo(3);
      assertThat(load.out.toString())
          .contains("error rate > 1%\t0%\t0s\t0.5s\tpassed")
          .contains("p99 > 30s\t")
          .containsPattern("acme\t20/s burst 5\t50\t0\t15\texceeded by 35");
    }
  }

  @Test
  void theClustersQuotasAreKeptWhenOneIsNamed() throws Exception {
    try (WireServer server = guessesGet(404)) {
      assertThat(run(server, "--duration 300ms", "--context", "prod")).isZero();
      assertThat(load.out.toString()).containsPattern("acme\t50/s burst 50\t30\t0\t\\d+\tholds");
    }
  }

  @Test
  void anAbortEndsTheRunAtOnce() throws Exception {
    try (WireServer server = guessesGet(503)) {
      int exit = run(server, "--duration 60s", "--abort-if", "error rate > 50% over 1s");

      assertThat(exit).isEqualTo(3);
      assertThat(load.out.toString())
          .contains("error rate > 50% over 1s\t100%\t0s\t1s\tbreached")
          .containsPattern(
              "aborted after [1-9][0-9.]*s of measured time: error rate > 50% over 1s");
    }
  }

  @Test
  void keysOnATerminalChangeTheRateAndEndTheRun() throws Exception {
    load.terminal = new Terminal(false, true, 80, true);
    load.screen = new TypedKeys("+..........q");
    try (WireServer server = guessesGet(404)) {
      int exit = run(server, "--duration 60s");

      assertThat(exit).isEqualTo(130);
      assertThat(load.out.toString())
          .contains("s the rates were set to 110% of the plan")
          .contains("interrupted after ");
      assertThat(load.err.toString())
          .startsWith("\r\u001b[Kpreparing")
          .contains("\u001b[?25l", " of 1m  lag ", "rate x1.1  (+ - rate by 10%", "\u001b[3A")
          .endsWith("\u001b[?25h\n");
      assertThat(load.screen.isClosed()).isTrue();
    }
  }

  @Test
  void quietMeansNoViewAndNoKeys() throws Exception {
    load.terminal = new Terminal(false, true, 80, true);
    load.screen = new TypedKeys("q");
    try (WireServer server = guessesGet(404)) {
      assertThat(run(server, "--duration 300ms", "-q")).isZero();
      assertThat(load.err.toString()).isEmpty();
    }
  }

  private int run(WireServer server, String timing, String... more) {
    String base =
        "--target "
            + server.uri()
            + " --tenant acme=100/s --operation guess=1 --warmup 0s "
            + timing;
    return load.execute(load.args(base, more));
  }

  /** A target that takes what is prepared, and answers guesses so. */
  private static WireServer guessesGet(int status) throws Exception {
    return new WireServer((line, _) ->
        WireServer.status(line.contains("GUESS-") ? status : line.contains("/import") ? 202 : 200));
  }
}
