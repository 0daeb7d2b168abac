package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BashCompletionTest extends CompletionContract {
  private static final String SET_UP =
      """
      PS1=; set -u; bind 'set enable-bracketed-paste off'; source ./script
      [ -e bin/sleep ] && PATH=$PWD/bin
      """;

  @Override
  Shell shell() {
    return Shell.bash;
  }

  @Override
  String[] needs() {
    return new String[] {"bash", "script", "timeout"};
  }

  @Override
  List<List<String>> offered(Playground playground, List<String> lines) throws Exception {
    return keyboard(playground, "").offered(lines);
  }

  private static Keyboard keyboard(Playground playground, String more) {
    return new Keyboard(playground, "bash --norc --noprofile -i", SET_UP + more);
  }

  @Test
  void aSingleCandidateIsFollowedByASpaceUnlessItEndsWithAnEqualsSign() throws Exception {
    List<String> keys = List.of("voucherctl load --ten\ta\t5/s", "voucherctl quota set \"ac\tx");
    assertThat(keyboard(playground(), "").words(keys))
        .containsExactly(
            List.of("load", "--tenant", "acme=5/s"), List.of("quota", "set", "acme", "x"));
  }

  @Test
  void theOptionStaysWhereBashDoesNotBreakWordsAtTheEqualsSign() throws Exception {
    String more = "COMP_WORDBREAKS=${COMP_WORDBREAKS//[=:]/}\n";
    List<String> keys =
        List.of("voucherctl quota list --output=j\t", "voucherctl quota set -l x:\t");
    assertThat(keyboard(playground(), more).words(keys))
        .containsExactly(
            List.of("quota", "list", "--output=json"), List.of("quota", "set", "-l", "x:y"));
  }

  @Test
  void theCursorMayStandInTheMiddleOfALine() throws Exception {
    String back = "\u001b[D".repeat(" --dry-run".length());
    assertThat(
            keyboard(playground(), "")
                .words(List.of("voucherctl quota set ap --dry-run" + back + "\t")))
        .containsExactly(List.of("quota", "set", "apex", "--dry-run"));
  }

  @Test
  void shellcheckHasNothingToSay() throws Exception {
    Playground.assumeInstalled("shellcheck");
    assertThat(playground().run("shellcheck", "--shell=bash", "script")).isEmpty();
  }

  @Test
  void bashCanParseIt() throws Exception {
    assertThat(playground().run("bash", "-n", "script")).isEmpty();
  }
}
