package io.voucherctl.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.cli.runbook.Runbook.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunbookTest {
  @Test
  void aStepIsACommandWithItsLinesUpToTheNextCommand() {
    assertThat(
            Runbook.parse(
                    "a.runbook",
                    """
                    # first words

                    $ voucherctl quota get acme | head -1
                    acme  20/s
                    ...
                    2> warning: [..]
                    2>
                    # in between
                    ? 3

                    $ voucherctl --version
                    """)
                .steps())
        .containsExactly(
            new Step(
                3,
                "voucherctl quota get acme | head -1",
                List.of("acme  20/s", "..."),
                List.of("warning: [..]", ""),
                3),
            new Step(11, "voucherctl --version", List.of(), List.of(), 0));
  }

  @Test
  void emptyLinesCountInsideAnAnswerAndNotBehindIt() {
    assertThat(Runbook.parse("a", "$ x\n\none\n\ntwo\n\n\n").steps().getFirst().out())
        .containsExactly("", "one", "", "two");
  }

  @Test
  void aBackslashTakesTheMeaningFromALine() {
    assertThat(Runbook.parse("a", "$ x\n\\$ y\n\\# z\n\\? 1\n\\2> e\n\\\\").steps().getFirst())
        .isEqualTo(new Step(1, "x", List.of("$ y", "# z", "? 1", "2> e", "\\"), List.of(), 0));
  }

  @Test
  void whatCannotBeReadIsNamedWithFileAndLine() {
    assertThatThrownBy(() -> Runbook.parse("a.runbook", "# x\nlost\n$ y"))
        .hasMessage("a.runbook:2: no command before this line");
    assertThatThrownBy(() -> Runbook.parse("a.runbook", "$ y\n? many"))
        .hasMessage("a.runbook:2: one exit code from 0 to 255 is expected");
    assertThatThrownBy(() -> Runbook.parse("a.runbook", "$ y\n? 1\n? 2"))
        .hasMessage("a.runbook:3: one exit code from 0 to 255 is expected");
    assertThatThrownBy(() -> Runbook.parse("a.runbook", "# nothing\n"))
        .hasMessage("a.runbook: no command in this file");
  }
}
