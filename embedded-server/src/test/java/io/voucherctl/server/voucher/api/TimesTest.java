package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01T08:15:30Z, 2026-03-01T08:15:30.000Z",
    "2026-03-01T08:15:30.5Z, 2026-03-01T08:15:30.500Z",
    "2026-03-01T08:15:30.123456Z, 2026-03-01T08:15:30.123Z",
    "2026-03-01T08:15:30.001+02:00, 2026-03-01T06:15:30.001Z",
    "2026-03-01T08:15:30+0200, 2026-03-01T06:15:30.000Z",
    "2026-03-01T08:15:30-05:30, 2026-03-01T13:45:30.000Z",
    "2026-03-01T08:15Z, 2026-03-01T08:15:00.000Z",
    "2026-03-01, 2026-03-01T00:00:00.000Z",
    "0001-01-01, 0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
  })
  void anInstantIsReadAndWrittenWithThreeFractionalDigits(String sent, String answered) {
    Instant time = Times.parse(sent);
    assertThat(time).isNotNull();
    assertThat(Times.wire(time)).isEqualTo(answered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-02-30",
        "2026-13-01",
        "2026-03-01T25:00:00Z",
        "2026-03-01T08:15:30",
        "9999-12-31T23:59:59-01:00",
        "+12026-03-01T08:15:30Z",
        "0000-01-01",
        "1767225600000",
      })
  void whatIsNoInstantOfOurTimeIsNot(String sent) {
    assertThat(Times.parse(sent)).isNull();
  }
}
