package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.kube.KubeTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PodsRestartsCommandTest {
  private final List<KubeTarget> asked = new ArrayList<>();
  private String stdin = "";

  @TempDir Path directory;

  @Test
  void theCommandLineBecomesAQuery() {
    PodsRestartsCommand command = new PodsRestartsCommand(this::cluster, this::dump);
    CommandRun.line(PodsCommand.class, false, List.of(command))
        .parseArgs("restarts", "-A", "-l", "app=gateway", "-n", "vouchers");

    assertThat(command.plan()).isEqualTo(new PodQuery(true, "vouchers", "app=gateway"));
  }

  @Test
  void theClusterIsTheOneThatWasNamed() {
    run(false, "--context", "prod");

    assertThat(asked).containsExactly(new KubeTarget(null, "prod", null));
  }

  @Test
  void everyContainerThatDiedLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    stdin = region();

    Golden.check("pods/restarts.tty.txt", run(true, "--from", "-").out());
    Golden.check("pods/restarts.pipe.txt", run(false, "--from", "-").out());
    Golden.check("pods/restarts.json", run(false, "--from", "-", "-o", "json").out());
  }

  @Test
  void aDumpIsNarrowedToANamespaceUnlessAllAreAskedFor() throws IOException {
    stdin = region();

    assertThat(run(false, "--from", "-", "-n", "batch").out().lines()).hasSize(3);
    assertThat(run(false, "--from", "-", "-n", "batch", "-A").out().lines()).hasSize(8);
  }

  @Test
  void noRestartsIsSaidOnStderrAndIsNoFailure() {
    CommandRun run = run(false, "--context", "prod");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("no pods in namespace vouchers\n");
  }

  @Test
  void noRestartsAreAnEmptyListInJson() {
    stdin = "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\"}}";

    CommandRun run = run(false, "--from", "-", "-o", "json");

    assertThat(run.out())
        .isEqualTo("{\"schema\":\"voucherctl.pods-restarts/v1\",\"containers\":[]}\n");
    assertThat(run.err()).isEqualTo("no container has restarted (1 pods in stdin)\n");
  }

  @Test
  void aListOfTheApiServersOwnIsReadToo() throws IOException {
    String items =
        "{\"kind\":\"PodList\",\"items\":[{\"metadata\":{\"name\":\"x\",\"namespace\":\"n\"},"
            + "\"status\":{\"containerStatuses\":[{\"name\":\"c\",\"restartCount\":1}]}}]}";
    Path file = Files.writeString(directory.resolve("pods.json"), items);

    assertThat(run(false, "--from", file.toString()).out()).contains("n\tx\tc\t-\t1\tWaiting\t-");
  }

  @Test
  void namesInADumpCannotDriveTheTerminal() {
    stdin =
        "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"\\u001b[2Jx\"},"
            + "\"status\":{\"containerStatuses\":[{\"name\":\"c\\nd\",\"restartCount\":1}]}}";

    assertThat(run(true, "--from", "-", "--color", "never").out())
        .doesNotContain("\u001b")
        .contains("c d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                    | stdin, line 1: broken JSON",
        "[1]                  | stdin is not a list of pods",
        "{\"kind\":\"Service\"} | stdin is not a list of pods",
        "''                   | stdin is not a list of pods"
      })
  void aBrokenDumpIsWrongInput(String text, String words) {
    stdin = text;

    CommandRun run = run(false, "--from", "-");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(words, "kubectl get pods -A -o json");
  }

  @Test
  void aMissingDumpIsWrongInput() {
    CommandRun run = run(false, "--from", "/no/such/file");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("cannot read /no/such/file");
  }

  @Test
  void aDumpTakesNoSelector() {
    CommandRun run = run(false, "--from", "-", "-l", "a=b");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("do not go together");
  }

  @Test
  void anUnreachableClusterHasItsExitCode() {
    CommandLine line =
        CommandRun.line(
            PodsCommand.class,
            false,
            List.of(
                new PodsRestartsCommand(
                    target -> {
                      throw new Failure.Unreachable("down", null, null);
                    },
                    this::dump)));

    assertThat(CommandRun.of(line, "restarts").exit()).isEqualTo(4);
  }

  private CommandRun run(boolean terminal, String... arguments) {
    List<String> all = new ArrayList<>(List.of("restarts"));
    all.addAll(List.of(arguments));
    CommandLine line =
        CommandRun.line(
            PodsCommand.class,
            terminal,
            List.of(new PodsRestartsCommand(this::cluster, this::dump)));
    return CommandRun.of(line, all.toArray(String[]::new));
  }

  private PodReader cluster(KubeTarget target) {
    asked.add(target);
    return query -> new PodReading(List.of(), Map.of(), List.of(), "namespace vouchers", List.of());
  }

  private PodReader dump(Path file) {
    return new DumpPodReader(
        file, new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
  }

  private static String region() throws IOException {
    try (var in = PodsRestartsCommandTest.class.getResourceAsStream("/pods/region.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
