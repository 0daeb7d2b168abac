package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class CompletionCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine root =
      SampleTree.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @EnumSource(Shell.class)
  void printsTheScriptOfTheWholeTree(Shell shell) {
    assertThat(root.execute("completion", shell.toString())).isZero();
    assertThat(out).hasToString(shell.script(SampleTree.model()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void anUnknownShellIsAUsageErrorThatNamesTheKnownOnes() {
    assertThat(root.execute("completion", "tcsh")).isEqualTo(2);
    assertThat(err.toString()).contains("bash", "zsh", "fish", "'tcsh'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMissingShellIsAUsageErrorThatNamesTheKnownOnes() {
    assertThat(root.execute("completion")).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .contains("Missing required parameter", "bash|zsh|fish");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpTellsHowToInstallInEachShell() {
    assertThat(root.execute("completion", "--help")).isZero();
    assertThat(out.toString())
        .contains("source <(voucherctl completion bash)")
        .contains("source <(voucherctl completion zsh)")
        .contains("voucherctl completion zsh > \"${fpath[1]}/_voucherctl\"")
        .contains("voucherctl completion fish | source");
  }
}
