package io.voucherctl.server.voucher.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SessionTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00.120Z");

  @ParameterizedTest
  @CsvSource({
    "7, DAYS, 2026-05-11T09:00:00.120Z",
    "90, MINUTES, 2026-05-04T10:30:00.120Z",
    "2, HOURS, 2026-05-04T11:00:00.120Z",
    "1, SECONDS, 2026-05-04T09:00:01.120Z",
    "1500, MILLISECONDS, 2026-05-04T09:00:01.620Z",
    "2000, MICROSECONDS, 2026-05-04T09:00:00.122Z",
    "1, NANOSECONDS, 2026-05-04T09:00:00.121Z",
  })
  void itLastsAsLongAsItsUnitSays(long ttl, TimeUnit unit, Instant end) {
    assertThat(new Session("s", ttl, unit).endFrom(NOW)).isEqualTo(end);
  }

  @ParameterizedTest
  @EnumSource(TimeUnit.class)
  void theLongestOneEndsAfterNowAndWithinTheYearsThatCanBeWritten(TimeUnit unit) {
    assertThat(new Session("s", Money.MAX, unit).endFrom(NOW))
        .isAfter(NOW)
        .isBeforeOrEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
  }
}
