package io.voucherctl.completions;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the completion script for the tree this command stands in. */
@Command(
    name = "completion",
    header = "Print the completion script of a shell.",
    description = {
      "The script knows every command, option and value of this version;",
      "print it again after an upgrade."
    },
    footerHeading = "%nInstall:%n",
    footer = {
      "  bash   in ~/.bashrc:",
      "           source <(${ROOT-COMMAND-NAME} completion bash)",
      "  zsh    in ~/.zshrc, after compinit:",
      "           source <(${ROOT-COMMAND-NAME} completion zsh)",
      "         or once, into a directory of $fpath:",
      "           ${ROOT-COMMAND-NAME} completion zsh > \"$${fpath[1]}/_${ROOT-COMMAND-NAME}\"",
      "  fish   in ~/.config/fish/config.fish:",
      "           ${ROOT-COMMAND-NAME} completion fish | source"
    })
public final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "bash|zsh|fish", description = "The shell to print the script of.")
  private Shell shell;

  @Spec private CommandSpec spec;

  private final Map<String, String> dynamicLabels;

  /**
   * @param dynamicLabels see {@link CompletionModel#of}
   */
  public CompletionCommand(Map<String, String> dynamicLabels) {
    this.dynamicLabels = Map.copyOf(dynamicLabels);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(shell.script(CompletionModel.of(spec.root(), dynamicLabels)));
    out.flush();
    return 0;
  }
}
