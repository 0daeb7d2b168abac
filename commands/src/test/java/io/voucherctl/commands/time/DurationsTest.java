package io.voucherctl.commands.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, 250",
    "30s, 30000",
    "1m30s, 90000",
    "2h, 7200000",
    "1h2m3s4ms, 3723004",
    "1m500ms, 60500",
    "0s, 0",
    "90s, 90000",
    "1500ms, 1500",
    "' 5M ', 300000"
  })
  void flagsAreReadInTheirUnits(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "30",
        "s",
        "-5s",
        "+5s",
        "1.5s",
        "1s1m",
        "5m30",
        "30 s",
        "1d",
        "1s1s",
        "1e3s",
        "٣s",
        "1234567s",
        "1us"
      })
  void whatIsNoDurationIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'" + text + "' is not a duration; write a number and a unit, such as 30s or 1m30s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0s", "1ms", "59s", "1m", "1m30s", "1m500ms", "2h", "25h1ms", "1h2m3s4ms"})
  void theShortestSpellingIsReadBack(String text) {
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
  }

  @Test
  void anySpellingBecomesTheShortestOne() {
    assertThat(Durations.format(Durations.parse("90s"))).isEqualTo("1m30s");
    assertThat(Durations.format(Durations.parse("3600000ms"))).isEqualTo("1h");
  }
}
