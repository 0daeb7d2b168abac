package io.voucherctl.commands.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.time.Durations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:10:00Z");

  private final StringWriter text = new StringWriter();

  @Test
  void aHeadingIsForPersonsOnly() {
    page(true, false).heading("Who died");
    page(false, true).heading("Who died");
    assertThat(text).hasToString("\nWho died\n");
  }

  @Test
  void colourComesOnlyWhenItIsAskedFor() {
    page(true, false).line("bad news", Tone.BAD);
    page(true, true).line("bad news", Tone.BAD);
    page(true, true).line("news");
    page(true, true).line("", Tone.BAD);
    page(true, true).line("news", Tone.PLAIN);
    assertThat(text.toString().lines())
        .containsExactly("bad news", "\u001b[31mbad news\u001b[0m", "news", "", "news");
  }

  @Test
  void aMomentIsAnAgeOnATerminal() {
    Page page = page(true, false);
    assertThat(page.when(NOW.minusSeconds(180))).isEqualTo("3m ago");
    assertThat(page.when(NOW)).isEqualTo("0s ago");
    assertThat(page.when(NOW.plusSeconds(20))).isEqualTo("in 20s");
  }

  @Test
  void aMomentIsRfc3339InAPipe() {
    assertThat(page(false, false).when(NOW.minusMillis(1))).isEqualTo("2030-01-01T00:09:59Z");
  }

  /** The steps of apimachinery's {@code duration.HumanDuration}. */
  @ParameterizedTest
  @CsvSource({
    "0s, 0s",
    "119s, 119s",
    "2m, 2m",
    "2m1s, 2m1s",
    "9m59s, 9m59s",
    "10m59s, 10m",
    "2h59m, 179m",
    "3h, 3h",
    "3h5m, 3h5m",
    "7h59m59s, 7h59m",
    "8h30m, 8h",
    "47h59m, 47h",
    "48h, 2d",
    "51h, 2d3h",
    "191h, 7d23h",
    "193h, 8d",
    "9000h, 375d"
  })
  void anAgeIsWrittenAsKubectlDoes(String age, String written) {
    assertThat(Page.age(Durations.parse(age))).isEqualTo(written);
  }

  @Test
  void aNegativeAgeIsNone() {
    assertThat(Page.age(Duration.ofSeconds(-5))).isEqualTo("0s");
  }

  private Page page(boolean terminal, boolean color) {
    return new Page(new PrintWriter(text, true), terminal, color, NOW);
  }
}
