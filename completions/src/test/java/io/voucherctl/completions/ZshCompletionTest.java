package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZshCompletionTest extends CompletionContract {
  private static final String COMPINIT =
      """
      PS1=; unset zle_bracketed_paste; autoload -Uz compinit && compinit -D -u
      """;
  private static final String SET_UP =
      """
      zle -C all-candidates complete-word _generic; bindkey '^[*' all-candidates
      zstyle ':completion:all-candidates:*' completer _all_matches _complete
      zstyle ':completion:all-candidates:*' insert true
      [ -e bin/sleep ] && PATH=$PWD/bin
      """;

  @Override
  Shell shell() {
    return Shell.zsh;
  }

  @Override
  String[] needs() {
    return new String[] {"zsh", "script", "timeout"};
  }

  @Override
  List<List<String>> offered(Playground playground, List<String> lines) throws Exception {
    return keyboard(playground, COMPINIT + "source ./script\n").offered(lines);
  }

  private static Keyboard keyboard(Playground playground, String load) {
    return new Keyboard(playground, "zsh -f -i", load + SET_UP);
  }

  @Test
  void aSingleCandidateIsFollowedByASpaceUnlessItEndsWithAnEqualsSign() throws Exception {
    List<String> keys = List.of("voucherctl load --ten\ta\t5/s", "voucherctl quota set \"ac\tx");
    assertThat(keyboard(playground(), COMPINIT + "source ./script\n").words(keys))
        .containsExactly(
            List.of("load", "--tenant", "acme=5/s"), List.of("quota", "set", "acme", "x"));
  }

  @Test
  void itLoadsFromFpathToo() throws Exception {
    Playground playground = playground();
    Files.createDirectory(folder.resolve("functions"));
    Files.move(folder.resolve("script"), folder.resolve("functions/_voucherctl"));
    List<String> lines = List.of("voucherctl quota ", "voucherctl quota list --output=j");
    assertThat(keyboard(playground, "fpath=($PWD/functions $fpath)\n" + COMPINIT).offered(lines))
        .containsExactly(List.of("list", "set", "unset"), List.of("json"));
  }

  @Test
  void descriptionsStandBesideTheCandidatesAsTheyWereWritten() throws Exception {
    String shown =
        keyboard(playground(), COMPINIT + "source ./script\nCOLUMNS=160\n")
            .screen(List.of("voucherctl nasty --\t\t", "voucherctl qu\t\t\t"));
    assertThat(shown.replaceAll(" +", " "))
        .contains("--a:b -- It's `id` $HOME $(id) \\ [x]: 5% \"q\" | > ! ~ * {a,b}")
        .contains("--esc -- red tab", "unset -- Back to the default quota.");
  }

  @Test
  void withoutCompinitItSaysWhatIsMissing() throws Exception {
    assertThat(playground().run("zsh", "-f", "-c", "source ./script"))
        .isEqualTo(
            "voucherctl completion: run compinit first (autoload -Uz compinit && compinit)\n");
  }

  @Test
  void zshCanParseIt() throws Exception {
    assertThat(playground().run("zsh", "-n", "script")).isEmpty();
  }
}
