package io.voucherctl.commands.pods;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes them: {@code 10s}, {@code 1m20s}, {@code 5m0s}, {@code 250ms}. */
final class GoDurations {
  /** Longer texts are nobody's duration, and their sum could overflow. */
  private static final int LONGEST = 40;

  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|ms|m|s)");
  private static final Pattern TEXT = Pattern.compile("(?:" + PART.pattern() + ")+");

  private GoDurations() {}

  /** Null for what is no duration, or none above zero. */
  static @Nullable Duration parse(String text) {
    if (text.length() > LONGEST || !TEXT.matcher(text).matches()) {
      return null;
    }
    BigDecimal millis = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      millis = millis.add(new BigDecimal(part.group(1)).multiply(millisOf(part.group(2))));
    }
    long whole = millis.setScale(0, RoundingMode.HALF_UP).longValueExact();
    return whole > 0 ? Duration.ofMillis(whole) : null;
  }

  /** For JSON: 20, 0.25. */
  static BigDecimal seconds(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
    return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
  }

  private static BigDecimal millisOf(String unit) {
    return switch (unit) {
      case "h" -> BigDecimal.valueOf(3_600_000);
      case "m" -> BigDecimal.valueOf(60_000);
      case "s" -> BigDecimal.valueOf(1_000);
      default -> BigDecimal.ONE;
    };
  }
}
