package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter text = new StringWriter();

  @Test
  void columnsAreAlignedOnATerminal() {
    table(true, false).row("acme", "50/s", "good").row("quiet-one", "1/m", "").print();
    assertThat(text.toString().lines())
        .containsExactly("TENANT     RATE  STATE", "acme       50/s  good", "quiet-one   1/m  ");
  }

  @Test
  void headersMayBeWiderThanWhatIsBelow() {
    table(true, false).row("a", "1", "x").print();
    assertThat(text.toString().lines()).containsExactly("TENANT  RATE  STATE", "a          1  x");
  }

  @Test
  void aPipeGetsTabsAndNoSpaces() {
    table(false, false).row("acme", "50/s", "good").row("quiet-one", "1/m", "").print();
    assertThat(text.toString().lines())
        .containsExactly("TENANT\tRATE\tSTATE", "acme\t50/s\tgood", "quiet-one\t1/m\t");
  }

  @Test
  void aTabOrALineBreakInACellDoesNotBreakTheColumnsOfAPipe() {
    table(false, false).row("a\tb", "1\r\n2", "\n").print();
    assertThat(text.toString().lines()).containsExactly("TENANT\tRATE\tSTATE", "a b\t1 2\t ");
  }

  @Test
  void aTabOrALineBreakInACellDoesNotBreakTheTableOnATerminal() {
    table(true, false).row("a\tb", "1\r\n2", "x\ny").print();
    assertThat(text.toString().lines()).containsExactly("TENANT  RATE  STATE", "a b      1 2  x y");
  }

  @Test
  void anEscapeSequenceInACellNeverReachesTheTerminal() {
    table(true, false).row("\u001b[2Jevil\u0007", "1", "x").print();
    assertThat(text.toString()).contains("evil").doesNotContain("\u001b").doesNotContain("\u0007");
  }

  @Test
  void colourCostsNoWidth() {
    table(true, true).row("acme", Cell.of("3", Tone.BAD), Cell.of("x", Tone.GOOD)).print();
    assertThat(text.toString().lines())
        .containsExactly(
            "\u001b[1mTENANT\u001b[0m  \u001b[1mRATE\u001b[0m  \u001b[1mSTATE\u001b[0m",
            "acme       \u001b[31m3\u001b[0m  \u001b[32mx\u001b[0m");
    assertThat(text.toString().replaceAll("\u001b\\[\\d*m", "").lines())
        .containsExactly("TENANT  RATE  STATE", "acme       3  x");
  }

  @Test
  void aPipesTableHasNoColourEvenWhenItWasAskedFor() {
    table(false, true).row("acme", Cell.of("3", Tone.BAD), "x").print();
    assertThat(text.toString()).doesNotContain("\u001b");
  }

  @Test
  void aTableKnowsWhetherItIsEmpty() {
    Table table = table(true, false);
    assertThat(table.isEmpty()).isTrue();
    assertThat(table.row(1, 2L, 3.5).isEmpty()).isFalse();
  }

  @Test
  void aRowOfTheWrongLengthIsAMistakeInTheProgram() {
    assertThatThrownBy(() -> table(true, false).row("acme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 values for [TENANT, RATE, STATE]");
  }

  private Table table(boolean terminal, boolean color) {
    PrintWriter out = new PrintWriter(text, true);
    return new Page(out, terminal, color, Instant.EPOCH).table("tenant", ">rate", "state");
  }
}
