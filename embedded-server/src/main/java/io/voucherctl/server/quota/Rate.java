package io.voucherctl.server.quota;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests in how much time: {@code 50/s}, {@code 600/m}, {@code 36000/h}.
 *
 * @param count requests, at least 0
 * @param period one second, one minute or one hour
 */
public record Rate(long count, Duration period) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})/(s|m|h)");

  /** Above this no limiter arithmetic overflows, and no machine follows. */
  public static final long MAX_COUNT = 1_000_000_000;

  public Rate {
    if (count < 0 || count > MAX_COUNT) {
      throw new IllegalArgumentException("a rate is 0 to " + MAX_COUNT + " requests, not " + count);
    }
    if (!period.equals(Duration.ofSeconds(1))
        && !period.equals(Duration.ofMinutes(1))
        && !period.equals(Duration.ofHours(1))) {
      throw new IllegalArgumentException("a rate is per s, m or h, not per " + period);
    }
  }

  public static Rate perSecond(long count) {
    return new Rate(count, Duration.ofSeconds(1));
  }

  /**
   * Reads {@code N/s}, {@code N/m} or {@code N/h}; anything else is an IllegalArgumentException.
   */
  public static Rate parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a rate; write a whole number and a unit, such as 50/s or 600/m");
    }
    Duration period =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return new Rate(Long.parseLong(matcher.group(1)), period);
  }

  /** Requests per second, exact to a double. */
  public double perSecond() {
    return count / (double) period.toSeconds();
  }

  @Override
  public String toString() {
    String unit = period.toSeconds() == 1 ? "s" : period.toSeconds() == 60 ? "m" : "h";
    return count + "/" + unit;
  }
}
