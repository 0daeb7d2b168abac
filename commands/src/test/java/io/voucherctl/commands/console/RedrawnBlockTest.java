package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedrawnBlockTest {
  private static final String ESC = "\u001b[";
  private final StringWriter err = new StringWriter();

  @Test
  void linesReplaceThoseBeforeAndTheLastOnesStay() {
    try (RedrawnBlock block = new RedrawnBlock(new PrintWriter(err), false)) {
      block.show(List.of(line("one"), line("two")), 80);
      block.show(List.of(line("three")), 80);
      block.show(List.of(line("four")), 80);
    }
    assertThat(err)
        .hasToString(
            ESC + "?25l" + "one" + ESC + "K\n" + "two" + ESC + "K\n" + ESC + "J" + "\r" + ESC + "2A"
                + "three" + ESC + "K\n" + ESC + "J" + "\r" + ESC + "1A" + "four" + ESC + "K\n" + ESC
                + "J" + ESC + "?25h\n");
  }

  @Test
  void aLineIsCutAtTheEdgeAndControlCharactersAreBlanks() {
    RedrawnBlock block = new RedrawnBlock(new PrintWriter(err), true);
    block.show(
        List.of(List.of(Cell.of("ab\tc"), Cell.of("defgh", Tone.BAD), Cell.of("ij", Tone.BAD))), 8);
    assertThat(err.toString()).contains("ab c\u001b[31mdef\u001b[0m\u001b[K\n").doesNotContain("i");
  }

  @Test
  void onceReleasedTheCursorStaysVisible() {
    RedrawnBlock block = new RedrawnBlock(new PrintWriter(err), false);
    block.show(List.of(line("one")), 80);
    block.release();
    block.show(List.of(line("two")), 80);
    block.close();
    assertThat(err.toString().split("25l", -1)).hasSize(2);
    assertThat(err.toString().lastIndexOf("25h")).isLessThan(err.toString().indexOf("two"));
  }

  @Test
  void aBlockThatWasNeverDrawnLeavesNothing() {
    new RedrawnBlock(new PrintWriter(err), false).close();
    assertThat(err).hasToString("");
  }

  private static List<Cell> line(String text) {
    return List.of(Cell.of(text));
  }
}
