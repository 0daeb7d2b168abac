package io.voucherctl.server.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header's text (RFC 9110, 5.6.7), formatted once a second. Safe for all threads. */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Second(long epoch, String text) {}

  private final InstantSource clock;
  private volatile Second latest = new Second(Long.MIN_VALUE, "");

  HttpDate(InstantSource clock) {
    this.clock = clock;
  }

  String text() {
    long second = Math.floorDiv(clock.millis(), 1000L);
    Second known = latest;
    if (known.epoch() == second) {
      return known.text();
    }
    Second fresh = new Second(second, FORMAT.format(Instant.ofEpochSecond(second)));
    latest = fresh;
    return fresh.text();
  }
}
