package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TalkTest {
  private static final String CLEAR = "\r\u001b[K";

  private final StringWriter text = new StringWriter();

  @Test
  void progressReplacesItselfOnATerminal() {
    Talk talk = talk(true, false);
    talk.at("one");
    talk.at("two");
    assertThat(text).hasToString(CLEAR + "one" + CLEAR + "two");
  }

  @Test
  void progressIsOneLineEachInAPipe() {
    Talk talk = talk(false, false);
    talk.at("one");
    talk.at("a line that is longer than any terminal is wide");
    talk.done();
    assertThat(text).hasToString("one\na line that is longer than any terminal is wide\n");
  }

  @Test
  void aLongLineIsCutSoThatItStaysOne() {
    talk(true, false).at("0123456789abcdefghij0");
    assertThat(text).hasToString(CLEAR + "0123456789abcdefghi");
  }

  @Test
  void doneTakesTheOpenLineAwayAndOnlyOnce() {
    Talk talk = talk(true, false);
    talk.done();
    assertThat(text.toString()).isEmpty();
    talk.at("one");
    talk.done();
    talk.done();
    assertThat(text).hasToString(CLEAR + "one" + CLEAR);
  }

  @Test
  void aNoteStaysOnALineOfItsOwn() {
    Talk talk = talk(true, false);
    talk.at("one");
    talk.note("worth knowing");
    talk.at("two");
    assertThat(text).hasToString(CLEAR + "one" + CLEAR + "worth knowing\n" + CLEAR + "two");
  }

  @Test
  void quietSilencesProgressAndNotesButNeverAWarning() {
    for (boolean terminal : new boolean[] {true, false}) {
      Talk talk = talk(terminal, true);
      talk.at("one");
      talk.note("two");
      talk.warn("three");
      talk.done();
    }
    assertThat(text).hasToString("warning: three\nwarning: three\n");
  }

  private Talk talk(boolean terminal, boolean quiet) {
    return new Talk(new PrintWriter(text), terminal, 20, quiet);
  }
}
