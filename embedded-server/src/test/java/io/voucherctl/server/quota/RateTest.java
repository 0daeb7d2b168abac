package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({
    "50/s, 50, 1, 50/s", "600/m, 600, 60, 600/m", "36000/h, 36000, 3600, 36000/h",
    "' 7/S ', 7, 1, 7/s", "0/s, 0, 1, 0/s", "1000000000/h, 1000000000, 3600, 1000000000/h"
  })
  void readsACountAndAPeriodAndWritesThemBack(String text, long count, long seconds, String again) {
    Rate rate = Rate.parse(text);

    assertThat(rate).isEqualTo(new Rate(count, Duration.ofSeconds(seconds)));
    assertThat(rate).hasToString(again);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "50",
        "/s",
        "50/",
        "-1/s",
        "1.5/s",
        "50/d",
        "50 /s",
        "50/ms",
        "1e3/s",
        "٥/s",
        "1000000001/s",
        "9999999999999999999/s",
        "50/s/s"
      })
  void refusesWhatIsNotARate(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse(text));
  }

  @Test
  void refusesPeriodsItCannotWriteBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(5, Duration.ofSeconds(2)));
  }

  @Test
  void comparesRatesOfDifferentPeriodsPerSecond() {
    assertThat(Rate.parse("90/m").perSecond()).isEqualTo(1.5);
    assertThat(Rate.parse("36000/h").perSecond()).isEqualTo(Rate.perSecond(10).perSecond());
  }
}
