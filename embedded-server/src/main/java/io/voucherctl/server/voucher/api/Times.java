package io.voucherctl.server.voucher.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times on the wire: UTC with exactly three fractional digits out, any ISO 8601 instant in. */
final class Times {
  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int DATE_LENGTH = 10;

  private Times() {}

  static String wire(Instant time) {
    return WIRE.format(time);
  }

  /** Whole milliseconds; null when the text is no instant or date of the years 1 to 9999. */
  static @Nullable Instant parse(String text) {
    try {
      Instant time =
          text.length() == DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text, OFFSET).toInstant();
      boolean inRange = !time.isBefore(FIRST) && !time.isAfter(LAST);
      return inRange ? time.truncatedTo(ChronoUnit.MILLIS) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
