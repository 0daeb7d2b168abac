package io.voucherctl.server.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header (RFC 9110, 5.6.7), put together once a second. Safe for all threads. */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final HeaderNames NAME = HeaderNames.of("date");

  private record Second(long epoch, HeaderLines lines) {}

  private final InstantSource clock;
  private volatile Second latest = new Second(Long.MIN_VALUE, HeaderLines.NONE);

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  HeaderLines lines() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Second known = latest;
    if (known.epoch() == second) {
      return known.lines();
    }
    HeaderLines lines = NAME.with(FORMAT.format(Instant.ofEpochSecond(second)));
    latest = new Second(second, lines);
    return lines;
  }
}
