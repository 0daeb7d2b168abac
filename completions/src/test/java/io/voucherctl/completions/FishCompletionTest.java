package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FishCompletionTest extends CompletionContract {
  private static final String ASK =
      """
      source ./script
      test -e bin/sleep; and set -x PATH $PWD/bin
      for line in $argv
        complete -C $line
        echo end-of-candidates
      end
      """;

  @Override
  Shell shell() {
    return Shell.fish;
  }

  @Override
  String[] needs() {
    return new String[] {"fish", "timeout"};
  }

  /** Where no candidate fits, fish shows similar ones of its own accord: they do not count here. */
  @Override
  List<List<String>> offered(Playground playground, List<String> lines) throws Exception {
    List<String> answers =
        Arrays.asList(ask(playground, lines).split("end-of-candidates\n", -1))
            .subList(0, lines.size());
    List<List<String>> offered = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String unfinished = lines.get(i).substring(lines.get(i).lastIndexOf(' ') + 1);
      List<String> candidates =
          answers
              .get(i)
              .lines()
              .map(line -> line.split("\t", 2)[0])
              .filter(word -> word.startsWith(unfinished))
              .toList();
      offered.add(Keyboard.bare(unfinished, candidates));
    }
    return offered;
  }

  private static String ask(Playground playground, List<String> lines) throws Exception {
    Files.writeString(playground.folder().resolve("ask"), ASK);
    List<String> command = new ArrayList<>(List.of("fish", "--no-config", "ask"));
    command.addAll(lines);
    return playground.run(command.toArray(String[]::new));
  }

  @Test
  void descriptionsStandBesideTheCandidatesAsTheyWereWritten() throws Exception {
    assertThat(
            ask(playground(), List.of("voucherctl nasty --", "voucherctl quota u", "voucherctl n")))
        .contains("--a:b\tIt's `id` $HOME $(id) \\ [x]: 5% \"q\" | > ! ~ * {a,b}\n")
        .contains("--esc\tred tab\n", "unset\tBack to the default quota.\n")
        .contains("nasty\tIt's \"100%\" of `id`, $HOME, $(id) [brackets]: colon; back\\slash x.\n");
  }

  @Test
  void fishCanParseIt() throws Exception {
    assertThat(playground().run("fish", "--no-config", "-n", "script")).isEmpty();
  }
}
